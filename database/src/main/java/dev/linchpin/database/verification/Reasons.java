package dev.linchpin.database.verification;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Why two sides may differ, within one transaction. */
final class Reasons {
    private final Session session;

    Reasons(Session session) {
        this.session = session;
    }

    /** Fields with an open conflict, by link; the empty name stands for the whole. */
    Map<Long, Set<String>> contested(Collection<Long> links) {
        return fields("select link_id, field from $conflict where closed_at is null and link_id $in", links);
    }

    /** Fields whose value was refused, by link. */
    Map<Long, Set<String>> refused(Collection<Long> links) {
        return fields("select link_id, field from $dead_letter where link_id $in", links);
    }

    private Map<Long, Set<String>> fields(String sql, Collection<Long> links) {
        record Of(long link, String field) {}
        var fields = new HashMap<Long, Set<String>>();
        if (!links.isEmpty()) {
            session.query(sql, row -> new Of(row.number(1), row.text(2)), links)
                    .forEach(of -> fields.computeIfAbsent(of.link(), _ -> new HashSet<>())
                            .add(of.field()));
        }
        return fields;
    }

    /** Links that the guard holds. */
    Set<Long> held(Collection<Long> links) {
        return links.isEmpty()
                ? Set.of()
                : new HashSet<>(session.query(
                        "select link_id from $loss where standing = 'HELD' and link_id $in",
                        row -> row.number(1),
                        links));
    }

    Set<Long> queued(Collection<Long> links) {
        return links.isEmpty()
                ? Set.of()
                : new HashSet<>(session.query(
                        "select link_id from $sync_queue where link_id $in", row -> row.number(1), links));
    }

    /** Rows with changes that have not been taken in. */
    Set<RowKey> changed(ObjectType type, Collection<RowKey> keys) {
        var changed = new HashSet<RowKey>();
        if (!keys.isEmpty()) {
            for (var column : new String[] {"old_key", "new_key"}) {
                changed.addAll(session.query(
                        "select " + column + " from $change_log where object_type = ? and " + column + " $in",
                        row -> new RowKey(row.text(1)),
                        type.name(),
                        keys));
            }
        }
        return changed;
    }

    /** Records with events that have not been taken in. */
    Set<HubSpotId> told(ObjectType type, Collection<HubSpotId> records) {
        return records.isEmpty()
                ? Set.of()
                : new HashSet<>(session.query("""
                        select hubspot_id from $webhook_event
                        where object_type = ? and hubspot_id $in and processed_at is null
                        """, row -> new HubSpotId(row.text(1)), type.name(), records));
    }
}
