package dev.linchpin.database.records;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Records.Association;
import dev.linchpin.engine.store.Records.EdgeStanding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a link is associated with, within one transaction. */
final class Associated {
    /** What has both was linked once, and is not waited for unless it returns. */
    private static final String WAITING = """
            select w.to_type, w.name, '', w.row_key, w.hubspot_id, w.holds_back from $edge_wait w
            where w.from_link = ? and (w.row_key is null or w.hubspot_id is null)
            order by w.to_type, w.name, w.row_key, w.hubspot_id
            """;

    private record Found(
            ObjectType type,
            String name,
            String kind,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            boolean flag) {}

    private record End(
            String name, @Nullable RowKey row, @Nullable HubSpotId record) {}

    private final Session session;

    Associated(Session session) {
        this.session = session;
    }

    Map<ObjectType, List<Association>> with(Link link, int limit) {
        var all = new LinkedHashMap<ObjectType, List<Association>>();
        add(all, agreed("to_link", "from_link", link), limit, false);
        add(all, read(WAITING, link), limit, true);
        // Both ends of one association may be mapped; it is told once.
        var backwards = new LinkedHashMap<ObjectType, List<Association>>();
        add(backwards, agreed("from_link", "to_link", link), limit, false);
        backwards.forEach(all::putIfAbsent);
        return all;
    }

    private List<Found> agreed(String other, String own, Link link) {
        // The plain kind sorts first.
        return read(
                "select l.object_type, e.name, e.kind, l.row_key, l.hubspot_id,"
                        + " exists (select 1 from $edge_look k where k.link_id = e.from_link and k.due)"
                        + " from $edge e join $link l on l.id = e." + other + " where e." + own
                        + " = ? order by l.object_type, e.name, l.id, e.kind",
                link);
    }

    private List<Found> read(String sql, Link link) {
        return session.query(
                sql,
                row -> {
                    var key = row.textOrNull(4);
                    var record = row.textOrNull(5);
                    return new Found(
                            new ObjectType(row.text(1)),
                            row.text(2),
                            row.text(3),
                            key == null ? null : new RowKey(key),
                            record == null ? null : new HubSpotId(record),
                            row.flag(6));
                },
                link.id());
    }

    private static void add(Map<ObjectType, List<Association>> all, List<Found> found, int limit, boolean isWaitedFor) {
        var kinds = new LinkedHashMap<ObjectType, Map<End, List<String>>>();
        var standings = new LinkedHashMap<End, EdgeStanding>();
        for (var one : found) {
            var end = new End(one.name(), one.row(), one.record());
            var own = kinds.computeIfAbsent(one.type(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(end, _ -> new ArrayList<>());
            if (!one.kind().isEmpty()) {
                own.add(one.kind());
            }
            standings.put(end, standing(isWaitedFor, one.flag()));
        }
        kinds.forEach((type, ends) -> {
            var list = all.computeIfAbsent(type, _ -> new ArrayList<>());
            ends.forEach((end, labels) -> {
                if (list.size() < limit) {
                    list.add(new Association(
                            end.name(),
                            List.copyOf(labels),
                            type,
                            end.row(),
                            end.record(),
                            standings.getOrDefault(end, EdgeStanding.IN_SYNC)));
                }
            });
        });
    }

    private static EdgeStanding standing(boolean isWaitedFor, boolean flag) {
        if (isWaitedFor) {
            return flag ? EdgeStanding.PARKED : EdgeStanding.PENDING;
        }
        return flag ? EdgeStanding.PENDING : EdgeStanding.IN_SYNC;
    }
}
