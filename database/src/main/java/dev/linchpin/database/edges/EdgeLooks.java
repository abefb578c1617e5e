package dev.linchpin.database.edges;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** When the edges of links were looked at, and which are to be looked at, within one transaction. */
final class EdgeLooks {
    private final Session session;
    private final Instant now;

    EdgeLooks(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /** The links of these marks are to be looked at; those never looked at are so anyway. */
    void due(Collection<? extends Mark> marks) {
        var rows = new HashMap<ObjectType, List<String>>();
        var records = new HashMap<ObjectType, List<String>>();
        var links = new ArrayList<Long>();
        for (var mark : marks) {
            switch (mark) {
                case Mark.OfRow row ->
                    rows.computeIfAbsent(row.type(), _ -> new ArrayList<>())
                            .add(row.key().value());
                case Mark.OfRecord record ->
                    records.computeIfAbsent(record.type(), _ -> new ArrayList<>())
                            .add(record.id().value());
                case Mark.OfLink link -> links.add(link.linkId());
            }
        }
        due("row_key", rows);
        due("hubspot_id", records);
        if (!links.isEmpty()) {
            session.update("update $edge_look set due = true where link_id $in", links);
        }
    }

    private void due(String column, Map<ObjectType, List<String>> keys) {
        keys.forEach((type, ofType) -> session.update(
                "update $edge_look set due = true where link_id in"
                        + " (select id from $link where object_type = ? and " + column + " $in)",
                type.name(),
                ofType));
    }

    Set<Long> dueAmong(Collection<Long> links) {
        return links.isEmpty() ? Set.of() : new HashSet<>(session.query("""
                        select l.id from $link l left join $edge_look e on e.link_id = l.id
                        where l.id $in and l.row_key is not null and l.hubspot_id is not null
                            and (e.link_id is null or e.due)
                        """, row -> row.number(1), links));
    }

    void looked(Collection<Long> links) {
        if (!links.isEmpty()) {
            session.update("""
                    insert into $edge_look (link_id, object_type, looked_at, due)
                    select id, object_type, ?, false from $link where id $in
                    on conflict (link_id) do update set looked_at = excluded.looked_at, due = false
                    """, now, links);
        }
    }

    void seenInStep(Collection<Long> links) {
        if (!links.isEmpty()) {
            session.update("update $edge_look set looked_at = ? where link_id $in", now, links);
        }
    }

    List<Long> lookedBefore(ObjectType type, Instant before, int limit) {
        return session.query(
                "select link_id from $edge_look where object_type = ? and looked_at < ? order by looked_at limit ?",
                row -> row.number(1),
                type.name(),
                before,
                limit);
    }

    List<Long> neverLooked(ObjectType type, long after, int limit) {
        return session.query("""
                select l.id from $link l
                where l.object_type = ? and l.id > ? and l.row_key is not null and l.hubspot_id is not null
                    and not exists (select 1 from $edge_look e where e.link_id = l.id)
                order by l.id limit ?
                """, row -> row.number(1), type.name(), after, limit);
    }
}
