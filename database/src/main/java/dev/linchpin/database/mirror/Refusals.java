package dev.linchpin.database.mirror;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records that the database refused, within one transaction. */
final class Refusals {
    private final Session session;
    private final ObjectType type;

    Refusals(Session session, ObjectType type) {
        this.session = session;
        this.type = type;
    }

    void add(HubSpotId id, String reason, Instant now) {
        forget(Set.of(id));
        session.update(
                "insert into $mirror_refusal (object_type, hubspot_id, reason, refused_at) values (?, ?, ?, ?)",
                type.name(),
                id.value(),
                reason,
                now);
    }

    void forget(Collection<HubSpotId> ids) {
        session.update(
                "delete from $mirror_refusal where object_type = ? and hubspot_id $in",
                type.name(),
                ids.stream().map(HubSpotId::value).toList());
    }

    Set<HubSpotId> all() {
        return new HashSet<>(session.query(
                "select hubspot_id from $mirror_refusal where object_type = ?",
                row -> new HubSpotId(row.text(1)),
                type.name()));
    }

    /** The first, in a sentence, and how many more there are. */
    @Nullable String sentence() {
        record Refused(String id, String reason) {}
        var refused = session.query(
                "select hubspot_id, reason from $mirror_refusal where object_type = ? order by refused_at, hubspot_id",
                row -> new Refused(row.text(1), row.text(2)),
                type.name());
        if (refused.isEmpty()) {
            return null;
        }
        var first = refused.getFirst();
        var others = refused.size() - 1;
        return "The database refuses the record " + first.id() + " of " + type + ": " + first.reason()
                + (others == 0 ? "" : " (and " + others + " more)")
                + ". Widen the column, mirror fewer properties, or correct the record; it is tried again at each run";
    }
}
