package dev.linchpin.database.endings;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Absences;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence about absent records within one transaction. */
public final class AbsenceLedger implements Absences {
    private final Session session;
    private final Instant now;

    public AbsenceLedger(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    @Override
    public Map<Long, Finding> missed(Collection<Link> links) {
        if (links.isEmpty()) {
            return Map.of();
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
        var findings = new HashMap<Long, Finding>();
        record Entry(long link, Finding finding) {}
        session.query(
                        "select link_id, survivor from $absence where link_id $in and swept_at is not null",
                        row -> new Entry(
                                row.number(1),
                                new Finding(
                                        Optional.ofNullable(row.textOrNull(2)).map(HubSpotId::new))),
                        ids)
                .forEach(entry -> findings.put(entry.link(), entry.finding()));
        return findings;
    }

    @Override
    public List<Long> absorbed(ObjectType type, Map<HubSpotId, HubSpotId> survivors) {
        if (survivors.isEmpty()) {
            return List.of();
        }
        record Entry(long link, HubSpotId record) {}
        var links = session.query(
                "select id, hubspot_id from $link where object_type = ? and hubspot_id $in",
                row -> new Entry(row.number(1), new HubSpotId(row.text(2))),
                type.name(),
                survivors.keySet());
        for (var link : links) {
            session.update(
                    """
                    insert into $absence (link_id, object_type, hubspot_id, survivor, missing_since, swept_at)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (link_id) do update set hubspot_id = excluded.hubspot_id, survivor = excluded.survivor,
                        swept_at = excluded.swept_at
                    """,
                    link.link(),
                    type.name(),
                    link.record().value(),
                    String.valueOf(survivors.get(link.record())),
                    now,
                    now);
        }
        return links.stream().map(Entry::link).toList();
    }

    @Override
    public void doubt(Collection<Link> links) {
        if (!links.isEmpty()) {
            session.update(
                    "update $absence set survivor = null, missing_since = ?, swept_at = null where link_id $in",
                    now,
                    links.stream().map(Link::id).toList());
        }
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
        var missing = session.query("""
                select link_id from $absence where object_type = ? and swept_at is null and missing_since <= ?
                order by link_id $locked
                """, row -> row.number(1), type.name(), beganAt);
        if (!missing.isEmpty()) {
            session.update("update $absence set swept_at = ? where link_id $in", now, missing);
        }
        return missing;
    }
}
