package dev.linchpin.database.identity;

import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.links.Tombstones;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Identities;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Tombstone;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Identities within one transaction. */
public final class SqlIdentities implements Identities {
    private final Session session;
    private final Links links;
    private final Tombstones tombstones;

    public SqlIdentities(Session session, Links links, Tombstones tombstones) {
        this.session = session;
        this.links = links;
        this.tombstones = tombstones;
    }

    @Override
    public void keepApart(Collection<Long> linkIds) {
        session.updateEach(
                "insert into $identity_apart (link_id) select id from $link where id = ? on conflict (link_id) do nothing",
                each(linkIds));
    }

    @Override
    public Set<Long> apart(Collection<Long> linkIds) {
        return linkIds.isEmpty()
                ? Set.of()
                : new HashSet<>(session.query(
                        "select link_id from $identity_apart where link_id $in", row -> row.number(1), linkIds));
    }

    @Override
    public List<Long> contested(ObjectType type) {
        return session.query("""
                select l.id from $conflict c join $link l on l.id = c.link_id
                where l.object_type = ? and c.kind = 'IDENTITY' and c.closed_at is null order by l.id
                """, row -> row.number(1), type.name());
    }

    @Override
    public void checkAt(Collection<Long> linkIds, Instant due) {
        session.updateEach(
                """
                insert into $identity_check (link_id, object_type, due_at)
                select id, object_type, ? from $link where id = ?
                on conflict (link_id) do update set due_at = excluded.due_at
                """,
                linkIds.stream()
                        .sorted()
                        .map(id -> new @Nullable Object[] {due, id})
                        .toList());
    }

    @Override
    public List<Link> checksDue(ObjectType type, Instant now, int limit) {
        var due = session.query(
                "select link_id from $identity_check where object_type = ? and due_at <= ? order by due_at limit ?",
                row -> row.number(1),
                type.name(),
                now,
                limit);
        var found = links.byId(due);
        return due.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(Link::isWhole)
                .toList();
    }

    @Override
    public void checked(Collection<Long> linkIds) {
        if (!linkIds.isEmpty()) {
            session.update("delete from $identity_check where link_id $in", linkIds);
        }
    }

    @Override
    public List<Conflict> aboutRecord(Collection<Long> linkIds) {
        return linkIds.isEmpty()
                ? List.of()
                : session.query(
                        "select " + Conflicts.COLUMNS + " from $conflict c"
                                + " where c.link_id $in and c.field = '' and c.closed_at is null order by c.id",
                        row -> Conflicts.read(row, 1),
                        linkIds);
    }

    @Override
    public Map<String, Tombstone> givenUp(ObjectType type, Collection<String> linchpinIds) {
        return tombstones.withoutRecord(type, linchpinIds);
    }

    @Override
    public Optional<Instant> earliestIntent(ObjectType type) {
        return session.query("""
                        select w.deadline from $outgoing_write w join $link l on l.id = w.link_id
                        where l.object_type = ? and l.hubspot_id is null and l.linchpin_id is not null
                            and w.written_at is null
                        order by w.deadline limit 1
                        """, row -> row.time(1), type.name()).stream().findFirst();
    }

    private static List<@Nullable Object[]> each(Collection<Long> linkIds) {
        return linkIds.stream().sorted().map(id -> new @Nullable Object[] {id}).toList();
    }
}
