package dev.linchpin.database.inspection;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.RecordStatus;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Inspection.TypeStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How whole types and single records stand. */
final class Statuses {
    private final Session session;
    private final Findings findings;

    Statuses(Session session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    List<TypeStatus> types() {
        // A link has at least one half, so those with both are counted from two indexes without touching the table.
        var rows = counts("select object_type, count(row_key) from $link group by object_type");
        var records = counts("select object_type, count(hubspot_id) from $link group by object_type");
        var all = counts("select object_type, count(*) from $link group by object_type");
        var intents = counts("select object_type, count(*) from $link"
                + " where hubspot_id is null and linchpin_id is not null group by object_type");
        var queued = counts("select object_type, count(*) from $sync_queue group by object_type");
        var conflicts = counts("select l.object_type, count(*) from $conflict c join $link l on l.id = c.link_id"
                + " where c.closed_at is null group by l.object_type");
        var letters = counts("select l.object_type, count(*) from $dead_letter d join $link l on l.id = d.link_id"
                + " where not d.discarded group by l.object_type");
        var captured = counts("select object_type, count(*) from $change_log group by object_type");
        var oldest = counts("select object_type, min(marked_at) from $sync_queue group by object_type");
        var types = new TreeSet<>(all.keySet());
        types.addAll(captured.keySet());
        return types.stream()
                .map(type -> new TypeStatus(
                        new ObjectType(type),
                        rows.getOrDefault(type, 0L) + records.getOrDefault(type, 0L) - all.getOrDefault(type, 0L),
                        intents.getOrDefault(type, 0L),
                        queued.getOrDefault(type, 0L),
                        conflicts.getOrDefault(type, 0L),
                        letters.getOrDefault(type, 0L),
                        captured.getOrDefault(type, 0L),
                        oldest.containsKey(type) ? Instant.ofEpochMilli(oldest.get(type)) : null))
                .toList();
    }

    private Map<String, Long> counts(String sql) {
        record Count(String type, long count) {}
        var counts = new HashMap<String, Long>();
        session.query(sql, row -> new Count(row.text(1), row.number(2)))
                .forEach(count -> counts.put(count.type(), count.count()));
        return counts;
    }

    Optional<RecordStatus> of(ObjectType type, RowKey row) {
        return status(type, "row_key", row.value());
    }

    Optional<RecordStatus> of(ObjectType type, HubSpotId record) {
        return status(type, "hubspot_id", record.value());
    }

    private record Linked(
            long id,
            @Nullable String row,
            @Nullable String record,
            @Nullable Instant lastSyncedAt,
            @Nullable Instant lastVerifiedAt,
            boolean queued,
            boolean parked) {}

    private Optional<RecordStatus> status(ObjectType type, String column, String key) {
        return session.first(
                        "select l.id, l.row_key, l.hubspot_id, l.last_synced_at, l.last_verified_at, q.link_id is not null or exists"
                                + " (select 1 from $loss s where s.link_id = l.id and s.standing = 'HELD'),"
                                + " exists (select 1 from $edge_wait w where w.from_link = l.id and w.holds_back) from $link l"
                                + " left join $sync_queue q on q.link_id = l.id where l.object_type = ? and l." + column
                                + " = ?",
                        row -> new Linked(
                                row.number(1),
                                row.textOrNull(2),
                                row.textOrNull(3),
                                row.timeOrNull(4),
                                row.timeOrNull(5),
                                row.flag(6),
                                row.flag(7)),
                        type.name(),
                        key)
                .map(link -> status(type, link));
    }

    private RecordStatus status(ObjectType type, Linked link) {
        var conflicts = findings.conflictsOf(link.id());
        var letters = findings.deadLettersOf(link.id());
        Standing standing;
        if (!conflicts.isEmpty()) {
            standing = Standing.CONFLICT;
        } else if (!letters.isEmpty()) {
            standing = Standing.FAILED;
        } else if (link.queued()) {
            standing = Standing.PENDING;
        } else if (link.parked()) {
            standing = Standing.PARKED;
        } else {
            standing = link.row() == null || link.record() == null ? Standing.UNLINKED : Standing.IN_SYNC;
        }
        var row = link.row();
        var record = link.record();
        return new RecordStatus(
                type,
                row == null ? null : new RowKey(row),
                record == null ? null : new HubSpotId(record),
                standing,
                link.lastSyncedAt(),
                link.lastVerifiedAt(),
                conflicts,
                letters);
    }
}
