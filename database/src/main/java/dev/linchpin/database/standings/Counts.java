package dev.linchpin.database.standings;

import dev.linchpin.database.queue.Urgency;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Differences;
import dev.linchpin.engine.store.Standings.Checked;
import dev.linchpin.engine.store.Standings.OfType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures of all types within one transaction. */
final class Counts {
    /** What is known of links that are not simply in step, from the worst on. */
    private enum Worst {
        CONFLICT,
        FAILED,
        PENDING,
        PARKED
    }

    /** Only what is not in step is looked at link by link. */
    private static final String WORST = """
            select l.object_type, w.worst, count(*) from (
                select link_id, min(worst) as worst from (
                    select link_id, 0 as worst from $conflict where closed_at is null
                    union all select link_id, 1 from $dead_letter where not discarded
                    union all select link_id, 2 from $sync_queue
                    union all select link_id, 2 from $loss where standing = 'HELD'
                    union all select c.id, 2 from $change_log g
                        join $link c on c.object_type = g.object_type and c.row_key = coalesce(g.new_key, g.old_key)
                    union all select e.id, 2 from $webhook_event v
                        join $link e on e.object_type = v.object_type and e.hubspot_id = v.hubspot_id
                        where v.processed_at is null and not v.ours
                    union all select from_link, 3 from $edge_wait where holds_back) known
                group by link_id) w
            join $link l on l.id = w.link_id
            where l.row_key is not null and l.hubspot_id is not null
            group by l.object_type, w.worst
            """;

    /** What differed is mended when a cycle has brought the link in step since, and explained when something is known of it. */
    private static final String DIFFERING = """
            select f.object_type, count(*) from (
                select object_type, found_at, link_id from $difference where link_id is not null
                union all
                select d.object_type, d.found_at, l.id from $difference d
                    left join $link l on l.object_type = d.object_type and l.row_key = d.row_key where d.row_key is not null
                union all
                select d.object_type, d.found_at, l.id from $difference d
                    left join $link l on l.object_type = d.object_type and l.hubspot_id = d.hubspot_id
                    where d.hubspot_id is not null) f
            left join $link l on l.id = f.link_id
            where l.id is null or ((l.last_synced_at is null or l.last_synced_at <= f.found_at)
                and not exists (select 1 from $sync_queue q where q.link_id = l.id)
                and not exists (select 1 from $conflict c where c.link_id = l.id and c.closed_at is null)
                and not exists (select 1 from $dead_letter x where x.link_id = l.id)
                and not exists (select 1 from $loss s where s.link_id = l.id and s.standing = 'HELD'))
            group by f.object_type
            """;

    /** What is gathered of one type. */
    private static final class Gathered {
        long links;
        long halves;
        final Map<Worst, Long> worst = new EnumMap<>(Worst.class);
        long differing;
        long openConflicts;
        long deadLetters;
        long queued;
        long unread;

        @Nullable Instant oldestInDatabase;

        @Nullable Instant oldestInHubSpot;

        @Nullable Checked checked;

        OfType of(String type) {
            var linked = links - halves;
            var notInSync = worst.values().stream().mapToLong(Long::longValue).sum();
            return new OfType(
                    new ObjectType(type),
                    linked,
                    linked - notInSync,
                    count(Worst.PENDING),
                    count(Worst.CONFLICT),
                    count(Worst.FAILED),
                    count(Worst.PARKED),
                    halves,
                    differing,
                    openConflicts,
                    deadLetters,
                    queued,
                    unread,
                    oldestInDatabase,
                    oldestInHubSpot,
                    checked);
        }

        private long count(Worst of) {
            return worst.getOrDefault(of, 0L);
        }
    }

    private final Session session;
    private final Map<String, Gathered> types = new TreeMap<>();

    Counts(Session session) {
        this.session = session;
    }

    List<OfType> types() {
        each("select object_type, count(*) from $link group by object_type", (type, row) -> type.links = row.number(2));
        types.forEach((name, type) -> type.halves = halves(name, "row_key") + halves(name, "hubspot_id"));
        each(WORST, (type, row) -> type.worst.put(Worst.values()[row.count(2)], row.number(3)));
        each(DIFFERING, (type, row) -> type.differing = row.number(2));
        each("""
                select l.object_type, count(*) from $conflict c join $link l on l.id = c.link_id
                where c.closed_at is null group by l.object_type
                """, (type, row) -> type.openConflicts = row.number(2));
        each("""
                select l.object_type, count(*) from $dead_letter d join $link l on l.id = d.link_id
                where not d.discarded group by l.object_type
                """, (type, row) -> type.deadLetters = row.number(2));
        each("""
                select object_type, urgency, count(*), min(marked_at) from $sync_queue group by object_type, urgency
                """, Counts::queued);
        each("select object_type, count(*), min(at) from $change_log group by object_type", (type, row) -> {
            type.unread = row.number(2);
            type.oldestInDatabase = earlier(type.oldestInDatabase, row.time(3));
        });
        each("""
                select object_type, min(received_at) from $webhook_event where processed_at is null group by object_type
                """, (type, row) -> type.oldestInHubSpot = earlier(type.oldestInHubSpot, row.time(2)));
        each(
                "select object_type, scope, ended_at from $checked",
                (type, row) -> type.checked = new Checked(Differences.Scope.valueOf(row.text(2)), row.time(3)));
        return types.entrySet().stream()
                .map(type -> type.getValue().of(type.getKey()))
                .toList();
    }

    /** No link is without both. The indexes keep the blank ones together. */
    private long halves(String type, String column) {
        return session.first(
                        "select count(*) from $link where object_type = ? and " + column + " is null",
                        row -> row.number(1),
                        type)
                .orElse(0L);
    }

    /** What nobody changed waits for neither side. */
    private static void queued(Gathered type, Columns row) throws SQLException {
        type.queued += row.number(3);
        var oldest = row.time(4);
        switch (Urgency.cause(row.number(2))) {
            case SQL -> type.oldestInDatabase = earlier(type.oldestInDatabase, oldest);
            case WEBHOOK, POLL, LOAD -> type.oldestInHubSpot = earlier(type.oldestInHubSpot, oldest);
            // Either side may be the one that differs.
            case PERSON, RETRY, RECONCILIATION -> {
                type.oldestInDatabase = earlier(type.oldestInDatabase, oldest);
                type.oldestInHubSpot = earlier(type.oldestInHubSpot, oldest);
            }
            case AUDIT -> {}
        }
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    @FunctionalInterface
    private interface Take {
        void from(Gathered type, Columns row) throws SQLException;
    }

    /** Has each row of the answer, whose first column is a type, taken in. */
    private void each(String sql, Take take) {
        session.query(sql, row -> {
            take.from(types.computeIfAbsent(row.text(1), _ -> new Gathered()), row);
            return true;
        });
    }
}
