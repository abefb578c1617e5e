package dev.linchpin.database.links;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links within one transaction. */
public final class Links {
    private static final String SELECT = """
            select id, object_type, row_key, hubspot_id, linchpin_id, base, local_times, hubspot_updated_at
            from $link
            """;

    private final Session session;

    public Links(Session session) {
        this.session = session;
    }

    public Map<Long, Link> byId(Collection<Long> ids) {
        var links = HashMap.<Long, Link>newHashMap(ids.size());
        if (!ids.isEmpty()) {
            session.query(SELECT + " where id $in", Links::read, ids).forEach(link -> links.put(link.id(), link));
        }
        return links;
    }

    /** The keys of these links' rows, by id. */
    public Map<Long, RowKey> rows(Collection<Long> ids) {
        record Place(long link, RowKey row) {}
        return session
                .query(
                        "select id, row_key from $link where id $in and row_key is not null",
                        row -> new Place(row.number(1), new RowKey(row.text(2))),
                        ids)
                .stream()
                .collect(Collectors.toMap(Place::link, Place::row));
    }

    /** Those of the rows that have a link. */
    public Set<RowKey> linked(ObjectType type, Collection<RowKey> rows) {
        return new HashSet<>(session.query(
                "select row_key from $link where object_type = ? and row_key $in",
                row -> new RowKey(row.text(1)),
                type.name(),
                rows));
    }

    /** Links with both a row and a record, in the order of their numbers. */
    public List<Link> whole(ObjectType type, long after, int limit) {
        return session.query(
                SELECT + " where id > ? and object_type = ? and row_key is not null and hubspot_id is not null"
                        + " order by id limit ?",
                Links::read,
                after,
                type.name(),
                limit);
    }

    /** Links that have a record and no row, newest first. */
    public List<Link> recordHalves(ObjectType type, int limit) {
        return session.query(
                SELECT + " where object_type = ? and row_key is null order by id desc limit ?",
                Links::read,
                type.name(),
                limit);
    }

    public boolean hasIntents(ObjectType type) {
        return session.first("""
                        select 1 from $link
                        where object_type = ? and hubspot_id is null and linchpin_id is not null limit 1
                        """, row -> true, type.name()).isPresent();
    }

    public Map<HubSpotId, Link> byRecord(ObjectType type, Collection<HubSpotId> ids) {
        return by(type, "hubspot_id", ids, Link::record);
    }

    public Map<RowKey, Link> byRow(ObjectType type, Collection<RowKey> keys) {
        return by(type, "row_key", keys, Link::row);
    }

    public Map<String, Link> byLinchpinId(ObjectType type, Collection<String> linchpinIds) {
        return by(type, "linchpin_id", linchpinIds, Link::linchpinId);
    }

    private <K> Map<K, Link> by(ObjectType type, String column, Collection<K> keys, Function<Link, @Nullable K> keyOf) {
        var links = new HashMap<K, Link>();
        if (!keys.isEmpty()) {
            var found = session.query(
                    SELECT + " where object_type = ? and " + column + " $in", Links::read, type.name(), keys);
            for (var link : found) {
                var key = keyOf.apply(link);
                if (key != null) {
                    links.put(key, link);
                }
            }
        }
        return links;
    }

    private static Link read(Columns row) throws SQLException {
        var key = row.textOrNull(3);
        var record = row.textOrNull(4);
        return new Link(
                row.number(1),
                new ObjectType(row.text(2)),
                key == null ? null : new RowKey(key),
                record == null ? null : new HubSpotId(record),
                row.textOrNull(5),
                LinkJson.base(row.text(6)),
                LinkJson.times(row.text(7)),
                row.timeOrNull(8));
    }

    public void save(Collection<Link> links) {
        session.updateEach(
                "update $link set hubspot_id = ?, linchpin_id = ?, base = ?, hubspot_updated_at = ? where id = ?",
                links.stream()
                        .sorted(Comparator.comparingLong(Link::id))
                        .map(link -> new @Nullable Object[] {
                            text(link.record()),
                            link.linchpinId(),
                            LinkJson.base(link.base()),
                            link.hubspotUpdatedAt(),
                            link.id()
                        })
                        .toList());
    }

    private static @Nullable String text(@Nullable Object identifier) {
        return identifier == null ? null : identifier.toString();
    }

    /** The link as it is now, kept from being changed by others until the transaction ends. */
    public Optional<Link> lock(long id) {
        return session.first(SELECT + " where id = ? $for_update", Links::read, id);
    }

    /** The other link that holds the row or the record, kept from being changed by others. */
    public List<Link> lockOthers(Link link, RowKey row, HubSpotId record) {
        return session.query(
                SELECT + " where object_type = ? and (row_key = ? or hubspot_id = ?) and id <> ? $for_update",
                Links::read,
                link.type().name(),
                row.value(),
                record.value(),
                link.id());
    }

    /** Makes the link whole, if it is there, holds nothing else, and no other link holds one of the two. */
    public boolean pair(Link link, RowKey row, HubSpotId record) {
        return session.update(
                        """
                        update $link set row_key = ?, hubspot_id = ?
                        where id = ? and coalesce(row_key, ?) = ? and coalesce(hubspot_id, ?) = ?
                            and not exists (select 1 from $link other
                                where other.object_type = ? and other.row_key = ? and other.id <> ?)
                            and not exists (select 1 from $link other
                                where other.object_type = ? and other.hubspot_id = ? and other.id <> ?)
                        """,
                        row.value(),
                        record.value(),
                        link.id(),
                        row.value(),
                        row.value(),
                        record.value(),
                        record.value(),
                        link.type().name(),
                        row.value(),
                        link.id(),
                        link.type().name(),
                        record.value(),
                        link.id())
                == 1;
    }

    /** With everything that hangs on it: queue entry, attempts, conflicts, dead letters. */
    public void remove(long id) {
        session.update("delete from $link where id = ?", id);
    }

    /** All at once: a link whose new key belongs to a link that stays, stays too. */
    public void rekey(ObjectType type, Map<RowKey, RowKey> moves) {
        var moving = new HashMap<>(moves);
        var links = byRow(type, moving.keySet());
        var holders = byRow(type, moving.values()).keySet();
        moving.keySet().retainAll(links.keySet());
        while (moving.values().removeIf(to -> holders.contains(to) && !moving.containsKey(to))) {
            // What stays may be in another's way.
        }
        var vacated = new ArrayList<@Nullable Object[]>();
        var arrived = new ArrayList<@Nullable Object[]>();
        moving.entrySet().stream()
                .sorted(Comparator.comparingLong(move -> idOf(links, move.getKey())))
                .forEach(move -> {
                    var id = idOf(links, move.getKey());
                    vacated.add(new @Nullable Object[] {id});
                    arrived.add(new @Nullable Object[] {move.getValue().value(), id});
                });
        session.updateEach("update $link set row_key = null where id = ?", vacated);
        session.updateEach("update $link set row_key = ? where id = ?", arrived);
    }

    private static long idOf(Map<RowKey, Link> links, RowKey key) {
        return Objects.requireNonNull(links.get(key)).id();
    }
}
