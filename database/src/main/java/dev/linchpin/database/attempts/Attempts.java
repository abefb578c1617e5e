package dev.linchpin.database.attempts;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Outgoing writes within one transaction. */
public final class Attempts {
    /** How many attempts are looked through for each link wanted: about as many as one write has fields. */
    private static final int ATTEMPTS_A_LINK = 16;

    private static final int INSERTED_AT_ONCE = 1_000;

    private final Session session;

    public Attempts(Session session) {
        this.session = session;
    }

    /** Answers the attempts with their numbers; those of links that are no longer there are not stored and keep theirs. */
    public List<Attempt> open(Collection<Attempt> attempts) {
        var all = List.copyOf(attempts);
        var stored = new ArrayList<Attempt>(all.size());
        for (int from = 0; from < all.size(); from += INSERTED_AT_ONCE) {
            stored.addAll(openSome(all.subList(from, Math.min(from + INSERTED_AT_ONCE, all.size()))));
        }
        return stored;
    }

    /** Of one link's open attempts, no two have the same field; so they can be told apart by it. */
    private record Key(long linkId, String field) {}

    private List<Attempt> openSome(List<Attempt> attempts) {
        var arguments = new ArrayList<@Nullable Object>();
        for (var attempt : attempts) {
            arguments.add(attempt.linkId());
            arguments.add(attempt.field());
            arguments.add(attempt.rowValue().text());
            arguments.add(attempt.sent().text());
            arguments.add(attempt.seen().text());
            arguments.add(attempt.readStamp());
            arguments.add(attempt.deadline());
            arguments.add(arguments.size());
        }
        record Stored(Key key, long id) {}
        var ids = new HashMap<Key, Long>();
        session.query(
                        "insert into $outgoing_write"
                                + " (link_id, object_type, field, row_value, sent, seen, read_stamp, deadline)"
                                + " with v (link_id, field, row_value, sent, seen, read_stamp, deadline, place)"
                                + " as (values (?, ?, ?, ?, ?, ?, ?, ?)"
                                + ", (?, ?, ?, ?, ?, ?, ?, ?)".repeat(attempts.size() - 1)
                                + ") select l.id, l.object_type, v.field, v.row_value, v.sent, v.seen, v.read_stamp,"
                                + " v.deadline from v join $link l on l.id = v.link_id order by v.place"
                                + " returning id, link_id, field",
                        row -> new Stored(new Key(row.number(2), row.text(3)), row.number(1)),
                        arguments.toArray())
                .forEach(stored -> ids.put(stored.key(), stored.id()));
        return attempts.stream()
                .map(attempt ->
                        withId(attempt, ids.getOrDefault(new Key(attempt.linkId(), attempt.field()), attempt.id())))
                .toList();
    }

    private static Attempt withId(Attempt attempt, long id) {
        return new Attempt(
                id,
                attempt.linkId(),
                attempt.field(),
                attempt.rowValue(),
                attempt.sent(),
                attempt.seen(),
                attempt.readStamp(),
                attempt.deadline(),
                attempt.writtenAt());
    }

    public void reschedule(Collection<Attempt> attempts) {
        session.updateEach(
                "update $outgoing_write set deadline = ? where id = ? and written_at is null",
                attempts.stream()
                        .map(attempt -> new @Nullable Object[] {attempt.deadline(), attempt.id()})
                        .toList());
    }

    /** Those of these links that have an attempt which is still open. */
    public Set<Long> openAmong(Collection<Long> linkIds) {
        return new HashSet<>(session.query(
                "select link_id from $outgoing_write where link_id $in and written_at is null",
                row -> row.number(1),
                linkIds));
    }

    public Set<Long> archivingAmong(Collection<Long> linkIds) {
        return new HashSet<>(session.query(
                "select link_id from $outgoing_write where link_id $in and field = ''", row -> row.number(1), linkIds));
    }

    public void acknowledge(Collection<Attempt> attempts) {
        session.updateEach(
                "update $outgoing_write set written_at = ? where id = ?",
                attempts.stream()
                        .map(attempt -> new @Nullable Object[] {attempt.writtenAt(), attempt.id()})
                        .toList());
    }

    public void close(Collection<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            session.update(
                    "delete from $outgoing_write where id $in",
                    attempts.stream().map(Attempt::id).toList());
        }
    }

    public Map<Long, List<Attempt>> byLink(Collection<Long> linkIds) {
        return session.query("""
                        select id, link_id, field, row_value, sent, seen, read_stamp, deadline, written_at
                        from $outgoing_write where link_id $in order by id
                        """, Attempts::read, linkIds).stream().collect(Collectors.groupingBy(Attempt::linkId));
    }

    private static Attempt read(Columns row) throws SQLException {
        return new Attempt(
                row.number(1),
                row.number(2),
                row.text(3),
                Value.of(row.text(4)),
                Value.of(row.text(5)),
                Value.of(row.text(6)),
                row.time(7),
                row.time(8),
                row.timeOrNull(9));
    }

    /** Unclaimed links with acknowledged attempts, oldest first. A frozen field is not audited before it goes on. */
    public List<Long> linksToAudit(ObjectType type, Instant before, int limit) {
        return session.query("""
                        select w.link_id from $outgoing_write w
                        left join $sync_queue q on q.link_id = w.link_id
                        where w.object_type = ? and w.written_at is not null and w.written_at < ? and q.link_id is null
                            and not exists (select 1 from $mapped_field f
                                where f.object_type = w.object_type and f.field = w.field and f.frozen is not null)
                        order by w.written_at, w.id limit ?
                        """, row -> row.number(1), type.name(), before, limit * ATTEMPTS_A_LINK).stream()
                .distinct()
                .limit(limit)
                .toList();
    }
}
