package dev.linchpin.database.endings;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Absences;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Evidence about absent records within one transaction. */
public final class AbsenceLedger implements Absences {
    private final Session session;
    private final Instant now;

    public AbsenceLedger(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    @Override
    public Set<Long> missed(Collection<Link> links) {
        if (links.isEmpty()) {
            return Set.of();
        }
        var ids = links.stream().map(Link::id).toList();
        // A link that was pointed to another record since begins anew.
        session.update("""
                delete from $absence where link_id $in and not exists (
                    select 1 from $link l where l.id = link_id and l.hubspot_id = $absence.hubspot_id)
                """, ids);
        session.update("""
                insert into $absence (link_id, object_type, hubspot_id, missing_since)
                select id, object_type, hubspot_id, ? from $link where id $in and hubspot_id is not null order by id
                on conflict (link_id) do nothing
                """, now, ids);
        return new HashSet<>(session.query(
                "select link_id from $absence where link_id $in and swept_at is not null", row -> row.number(1), ids));
    }

    @Override
    public boolean awaitSweep(ObjectType type) {
        return session.first(
                        "select 1 from $absence where object_type = ? and swept_at is null limit 1",
                        row -> true,
                        type.name())
                .isPresent();
    }

    @Override
    public List<Long> found(ObjectType type, Collection<HubSpotId> records) {
        return records.isEmpty()
                ? List.of()
                : session.query(
                        "delete from $absence where object_type = ? and hubspot_id $in returning link_id",
                        row -> row.number(1),
                        type.name(),
                        records);
    }

    @Override
    public List<Long> swept(ObjectType type, Instant beganAt) {
        return session.query("""
                update $absence set swept_at = ? where object_type = ? and swept_at is null and missing_since <= ?
                returning link_id
                """, row -> row.number(1), now, type.name(), beganAt);
    }
}
