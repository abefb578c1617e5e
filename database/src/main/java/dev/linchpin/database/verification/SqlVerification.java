package dev.linchpin.database.verification;

import dev.linchpin.database.feeds.Watermarks;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.links.Tombstones;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.schema.MappedFields;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what is compared, each answer from one snapshot that holds no writer up. Thread-safe. */
public final class SqlVerification implements Verification {
    private final Transactions transactions;
    private final MappedTables tables;

    public SqlVerification(Transactions transactions, MappedTables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    private <T> T readTables(Function<Session, T> work) {
        return tables.use(transactions.dialect(), () -> transactions.read(work));
    }

    @Override
    public List<Linked> links(ObjectMapping mapping, long after, int limit) {
        return readTables(session -> linked(session, mapping, new Links(session).whole(mapping.type(), after, limit)));
    }

    @Override
    public List<Linked> links(ObjectMapping mapping, Collection<Long> ids) {
        return readTables(session -> linked(
                session,
                mapping,
                new Links(session)
                        .byId(ids).values().stream().filter(Link::isWhole).toList()));
    }

    private List<Linked> linked(Session session, ObjectMapping mapping, List<Link> links) {
        if (links.isEmpty()) {
            return List.of();
        }
        var ids = links.stream().map(Link::id).toList();
        var keys = links.stream().map(Link::row).filter(Objects::nonNull).toList();
        var records = links.stream().map(Link::record).filter(Objects::nonNull).toList();
        var rows = new Rows(session, tables.of(session, mapping)).of(keys);
        var reasons = new Reasons(session);
        var contested = reasons.contested(ids);
        var refused = reasons.refused(ids);
        var held = reasons.held(ids);
        var queued = reasons.queued(ids);
        var changed = reasons.changed(mapping.type(), keys);
        var told = reasons.told(mapping.type(), records);
        var linked = new ArrayList<Linked>(links.size());
        for (var link : links) {
            var row = link.row();
            var record = link.record();
            linked.add(new Linked(
                    link,
                    row == null ? null : rows.get(row),
                    contested.getOrDefault(link.id(), Set.of()),
                    refused.getOrDefault(link.id(), Set.of()),
                    held.contains(link.id()),
                    queued.contains(link.id())
                            || (row != null && changed.contains(row))
                            || (record != null && told.contains(record))));
        }
        return linked;
    }

    @Override
    public RowPage rows(ObjectMapping mapping, @Nullable RowKey after, int limit) {
        return readTables(session -> {
            var keys = new Rows(session, tables.of(session, mapping)).keys(after, limit);
            var links = new Links(session).byRow(mapping.type(), keys);
            var single = keys.stream().filter(key -> !isWhole(links.get(key))).toList();
            var reasons = new Reasons(session);
            var ended = new Tombstones(session).byRow(mapping.type(), single);
            var changed = reasons.changed(mapping.type(), single);
            var halves = halves(reasons, single, links);
            var alone = new LinkedHashMap<RowKey, Alone>();
            for (var key : single) {
                var tombstone = ended.get(key);
                // A row whose record is gone is left alone; one that was gone itself has been inserted anew.
                var isEnded = tombstone != null && !tombstone.rowGone();
                alone.put(key, changed.contains(key) ? Alone.PENDING : isEnded ? Alone.ENDED : halves.get(key));
            }
            var next = keys.size() < limit ? Optional.<RowKey>empty() : Optional.of(keys.getLast());
            return new RowPage(keys.size(), alone, next);
        });
    }

    @Override
    public Map<HubSpotId, Alone> recordsAlone(ObjectType type, Collection<HubSpotId> records) {
        return transactions.read(session -> {
            var links = new Links(session).byRecord(type, records);
            var single = records.stream().filter(id -> !isWhole(links.get(id))).toList();
            var reasons = new Reasons(session);
            var ended = new Tombstones(session).byRecord(type, single);
            var told = reasons.told(type, single);
            var halves = halves(reasons, single, links);
            var alone = new LinkedHashMap<HubSpotId, Alone>();
            for (var id : single) {
                var tombstone = ended.get(id);
                // A record that was gone and is live has been restored.
                var isEnded = tombstone != null && !tombstone.recordGone();
                alone.put(id, told.contains(id) ? Alone.PENDING : isEnded ? Alone.ENDED : halves.get(id));
            }
            return alone;
        });
    }

    private static boolean isWhole(@Nullable Link link) {
        return link != null && link.isWhole();
    }

    /** Why the links of these have one half only. */
    private static <K> Map<K, Alone> halves(Reasons reasons, List<K> keys, Map<K, Link> links) {
        var ids = keys.stream()
                .map(links::get)
                .filter(Objects::nonNull)
                .map(Link::id)
                .toList();
        var contested = reasons.contested(ids).keySet();
        var refused = reasons.refused(ids).keySet();
        var queued = reasons.queued(ids);
        var alone = new HashMap<K, Alone>();
        for (var key : keys) {
            var link = links.get(key);
            var id = link == null ? null : link.id();
            alone.put(
                    key,
                    id == null
                            ? Alone.UNKNOWN
                            : contested.contains(id)
                                    ? Alone.CONTESTED
                                    : refused.contains(id)
                                            ? Alone.REFUSED
                                            : queued.contains(id) ? Alone.PENDING : Alone.UNKNOWN);
        }
        return alone;
    }

    @Override
    public List<KnownField> fields(ObjectType type) {
        return transactions.read(session -> MappedFields.of(session, type));
    }

    @Override
    public Optional<String> position(String feed) {
        return transactions.glance(session -> new Watermarks(session, Instant.EPOCH).of(feed));
    }

    @Override
    public void verified(Collection<Long> links, Instant at) {
        if (!links.isEmpty()) {
            // In order, so that two who stamp do not lock each other out.
            var inOrder = new TreeSet<>(links);
            transactions.write(
                    session -> session.update("update $link set last_verified_at = ? where id $in", at, inOrder));
        }
    }

    @Override
    public Differences differences() {
        return new SqlDifferences(transactions);
    }
}
