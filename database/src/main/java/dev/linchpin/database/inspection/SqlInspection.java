package dev.linchpin.database.inspection;

import dev.linchpin.database.feeds.SqlAnnouncements;
import dev.linchpin.database.guard.Holds;
import dev.linchpin.database.queue.Urgency;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.schema.MappedFields;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Announcements.Completeness;
import dev.linchpin.engine.store.Hold;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.engine.store.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people may look at, each answer from one snapshot that holds no writer up. Thread-safe. */
public final class SqlInspection implements Inspection {
    private final Transactions transactions;
    private final MappedTables tables;

    public SqlInspection(Transactions transactions, MappedTables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    @Override
    public List<TypeStatus> status() {
        return transactions.read(session -> new Statuses(session, new Findings(session)).types());
    }

    @Override
    public List<Completeness> feeds(Instant since) {
        return transactions.read(session -> SqlAnnouncements.completeness(session, since));
    }

    @Override
    public Optional<RecordStatus> record(ObjectType type, RowKey row) {
        return transactions.read(session -> new Statuses(session, new Findings(session)).of(type, row));
    }

    @Override
    public Optional<RecordStatus> record(ObjectType type, HubSpotId record) {
        return transactions.read(session -> new Statuses(session, new Findings(session)).of(type, record));
    }

    private <T> T findings(Function<Findings, T> question) {
        return transactions.read(session -> question.apply(new Findings(session)));
    }

    @Override
    public Page<ConflictView> conflicts(ConflictFilter filter, @Nullable String after, int limit) {
        return findings(findings -> findings.conflicts(filter, after, limit));
    }

    @Override
    public Optional<ConflictView> conflict(long id) {
        return findings(findings -> findings.conflict(id));
    }

    @Override
    public Page<DeadLetterView> deadLetters(DeadLetterFilter filter, @Nullable String after, int limit) {
        return findings(findings -> findings.deadLetters(filter, after, limit));
    }

    @Override
    public Optional<DeadLetterView> deadLetter(long id) {
        return findings(findings -> findings.deadLetter(id));
    }

    @Override
    public List<Refusals> refusals() {
        return findings(Findings::refusals);
    }

    @Override
    public List<Hold> holds() {
        return transactions.read(session -> new Holds(session).all());
    }

    @Override
    public List<KnownField> frozen() {
        return transactions.read(MappedFields::frozen);
    }

    @Override
    public Page<JournalView> journal(JournalFilter filter, @Nullable String after, int limit) {
        return transactions.read(session -> new JournalPages(session).page(filter, after, limit));
    }

    private record Queued(long urgency, long dueAt, long linkId, QueueView view) {
        String position() {
            return urgency + "-" + dueAt + "-" + linkId;
        }
    }

    @Override
    public Page<QueueView> queue(Filter filter, @Nullable String after, int limit) {
        var conditions = Conditions.of(filter, "l", "");
        if (after != null) {
            conditions.and("(q.urgency, q.due_at, q.link_id) > (?, ?, ?)", Paging.numbers(after, 3));
        }
        var entries = transactions.read(session -> queued(session, conditions, limit + 1));
        return Paging.page(entries, limit, Queued::position, Queued::view);
    }

    private static List<Queued> queued(Session session, Conditions conditions, int limit) {
        return session.query(
                "select l.object_type, l.row_key, l.hubspot_id, q.claimed_epoch is not null, q.failures, q.last_failure,"
                        + " q.marked_at, q.due_at, q.urgency, q.link_id"
                        + " from $sync_queue q join $link l on l.id = q.link_id" + conditions.where()
                        + " order by q.urgency, q.due_at, q.link_id limit ?",
                row -> {
                    var key = row.textOrNull(2);
                    var record = row.textOrNull(3);
                    return new Queued(
                            row.number(9),
                            row.number(8),
                            row.number(10),
                            new QueueView(
                                    new ObjectType(row.text(1)),
                                    key == null ? null : new RowKey(key),
                                    record == null ? null : new HubSpotId(record),
                                    Urgency.cause(row.number(9)),
                                    row.flag(4),
                                    row.count(5),
                                    row.textOrNull(6),
                                    row.time(7),
                                    row.time(8)));
                },
                conditions.argumentsAnd(limit));
    }

    @Override
    public Page<Row> rows(ObjectMapping mapping, Map<String, String> equal, @Nullable String after, int limit) {
        var rows = transactions.read(
                session -> new Rows(session, tables.of(session, mapping)).page(equal, after, limit + 1));
        return Paging.page(rows, limit, row -> row.key().value(), row -> row);
    }

    @Override
    public Map<RowKey, Row> rows(ObjectMapping mapping, Collection<RowKey> keys) {
        return tables.use(
                transactions.dialect(),
                () -> transactions.read(session -> new Rows(session, tables.of(session, mapping)).of(keys)));
    }
}
