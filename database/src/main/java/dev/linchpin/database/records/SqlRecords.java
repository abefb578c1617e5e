package dev.linchpin.database.records;

import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.findings.DeadLetters;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks records up, each answer from one snapshot that holds no writer up. Thread-safe. */
public final class SqlRecords implements Records {
    private final Transactions transactions;
    private final MappedTables tables;

    public SqlRecords(Transactions transactions, MappedTables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    private <T> T readTables(Function<Session, T> work) {
        return tables.use(transactions.dialect(), () -> transactions.read(work));
    }

    @Override
    public Page<Listed> list(ObjectType type, Wanted wanted, @Nullable String after, int limit) {
        var before = after == null ? null : Long.valueOf(after);
        var found = transactions.read(session -> new Listing(session).before(type, wanted, before, limit + 1));
        var items = found.stream().limit(limit).map(Listing.Numbered::listed).toList();
        return new Page<>(
                items,
                found.size() > limit ? String.valueOf(found.get(limit - 1).id()) : null);
    }

    @Override
    public Page<Listed> search(
            ObjectMapping mapping, List<Field> fields, String text, Wanted wanted, @Nullable String after, int limit) {
        return readTables(session -> new Search(
                        session, new Rows(session, tables.of(session, mapping)), mapping.type(), fields, text)
                .page(wanted, after, limit));
    }

    @Override
    public Optional<Known> known(ObjectMapping mapping, RowKey row) {
        return readTables(session -> {
            var link = new Links(session).byRow(mapping.type(), List.of(row)).get(row);
            return link == null ? unlinked(session, mapping, row) : Optional.of(known(session, mapping, link));
        });
    }

    /** A row that Linchpin leaves alone. */
    private Optional<Known> unlinked(Session session, ObjectMapping mapping, RowKey key) {
        var link = new Link(0, mapping.type(), key, null, null, Map.of(), Map.of(), null);
        return Optional.ofNullable(new Rows(session, tables.of(session, mapping))
                        .of(List.of(key))
                        .get(key))
                .map(row -> new Known(link, row, List.of(), List.of()));
    }

    @Override
    public Optional<Known> known(ObjectMapping mapping, HubSpotId record) {
        return readTables(session -> Optional.ofNullable(new Links(session)
                        .byRecord(mapping.type(), List.of(record))
                        .get(record))
                .map(link -> known(session, mapping, link)));
    }

    private Known known(Session session, ObjectMapping mapping, Link link) {
        var key = link.row();
        var row = key == null
                ? null
                : new Rows(session, tables.of(session, mapping))
                        .of(List.of(key))
                        .get(key);
        var ids = List.of(link.id());
        return new Known(
                link,
                row,
                new Conflicts(session, Instant.EPOCH).openByLink(ids).getOrDefault(link.id(), List.of()),
                new DeadLetters(session)
                        .byLink(ids).getOrDefault(link.id(), List.of()).stream()
                                .filter(letter -> !letter.discarded())
                                .toList());
    }

    @Override
    public Map<ObjectType, List<Association>> associations(Link link, int limit) {
        return transactions.read(session -> new Associated(session).with(link, limit));
    }
}
