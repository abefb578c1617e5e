package dev.linchpin.database.edges;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What edges wait for, within one transaction. A wait is stored under the lock of the link that it waits for, if there is one
 * yet, so that it is either seen by whoever makes that link whole, or sees that it is whole.
 */
final class EdgeWaits {
    private final Session session;
    private final Instant now;

    EdgeWaits(Session session, Instant now) {
        this.session = session;
        this.now = now;
    }

    /** One half of a link that something waits for. */
    private record Half(String column, String type, String key) {

        static Optional<Half> ofRow(EdgeWait wait) {
            var row = wait.row();
            return row == null
                    ? Optional.empty()
                    : Optional.of(new Half("row_key", wait.to().name(), row.value()));
        }

        static Optional<Half> ofRecord(EdgeWait wait) {
            var record = wait.record();
            return record == null
                    ? Optional.empty()
                    : Optional.of(new Half("hubspot_id", wait.to().name(), record.value()));
        }

        static List<Half> of(EdgeWait wait) {
            return Stream.of(ofRow(wait), ofRecord(wait))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** Answers the links that need not wait any more. */
    Set<Long> store(Map<Long, ? extends Collection<EdgeWait>> waits) {
        if (waits.isEmpty()) {
            return Set.of();
        }
        session.update(
                "delete from $edge_wait where from_link $in and (row_key is null or hubspot_id is null)",
                waits.keySet());
        if (waits.values().stream().allMatch(Collection::isEmpty)) {
            return Set.of();
        }
        var whole = wholeAmong(waits.values().stream()
                .flatMap(Collection::stream)
                .flatMap(wait -> Half.of(wait).stream())
                .collect(Collectors.toSet()));
        var released = new HashSet<Long>();
        var stored = new ArrayList<@Nullable Object[]>();
        waits.forEach((link, ofLink) -> {
            for (var wait : ofLink) {
                if (Half.of(wait).stream().anyMatch(whole::contains)) {
                    released.add(link);
                }
                stored.add(new @Nullable Object[] {
                    link,
                    wait.edge(),
                    wait.to().name(),
                    Half.ofRow(wait).map(Half::key).orElse(null),
                    Half.ofRecord(wait).map(Half::key).orElse(null),
                    wait.holdsBack(),
                    now
                });
            }
        });
        session.updateEach("""
                insert into $edge_wait (from_link, name, to_type, row_key, hubspot_id, holds_back, since)
                values (?, ?, ?, ?, ?, ?, ?)
                """, stored);
        return released;
    }

    void waitForReturn(Link link) {
        var row = link.row();
        var record = link.record();
        session.update(
                """
                insert into $edge_wait (from_link, name, to_type, row_key, hubspot_id, holds_back, since)
                select distinct from_link, name, ?, ?, ?, false, ? from $edge where to_link = ? and from_link <> to_link
                """,
                link.type().name(),
                row == null ? null : row.value(),
                record == null ? null : record.value(),
                now,
                link.id());
    }

    Map<Long, Map<RowKey, HubSpotId>> ended(String name, Collection<Long> links) {
        if (links.isEmpty()) {
            return Map.of();
        }
        record Ended(long from, RowKey row, HubSpotId record) {}
        var ended = new HashMap<Long, Map<RowKey, HubSpotId>>();
        session.query(
                        """
                        select from_link, row_key, hubspot_id from $edge_wait
                        where name = ? and from_link $in and row_key is not null and hubspot_id is not null
                        """,
                        row -> new Ended(row.number(1), new RowKey(row.text(2)), new HubSpotId(row.text(3))),
                        name,
                        links)
                .forEach(one ->
                        ended.computeIfAbsent(one.from(), _ -> new HashMap<>()).put(one.row(), one.record()));
        return ended;
    }

    void forgetReturned(Collection<Long> links) {
        if (!links.isEmpty()) {
            session.update("""
                    delete from $edge_wait as w where w.from_link $in and w.row_key is not null and exists (
                        select 1 from $link l where l.object_type = w.to_type and l.hubspot_id = w.hubspot_id
                            and l.row_key is not null)
                    """, links);
        }
    }

    private Set<Half> wholeAmong(Set<Half> halves) {
        var whole = new HashSet<Half>();
        record Place(String column, String type) {}
        halves.stream()
                .collect(Collectors.groupingBy(half -> new Place(half.column(), half.type())))
                .forEach((place, ofPlace) -> session.query(
                                "select " + place.column() + ", row_key is not null and hubspot_id is not null"
                                        + " from $link where object_type = ? and " + place.column()
                                        + " $in order by id $for_update",
                                row -> row.flag(2)
                                        ? Optional.of(new Half(place.column(), place.type(), row.text(1)))
                                        : Optional.<Half>empty(),
                                place.type(),
                                ofPlace.stream().map(Half::key).toList())
                        .forEach(found -> found.ifPresent(whole::add)));
        return whole;
    }

    /** The links with edges that wait for one of these, which are whole now. */
    Set<Long> waitingFor(Collection<Link> links) {
        var whole = links.stream().filter(Link::isWhole).map(Link::id).toList();
        if (whole.isEmpty()
                || session.first("select 1 from $edge_wait limit 1", row -> true)
                        .isEmpty()) {
            return Set.of();
        }
        return new TreeSet<>(session.query("""
                select w.from_link from $link l join $edge_wait w on w.to_type = l.object_type and w.row_key = l.row_key
                where l.id $in
                union
                select w.from_link from $link l join $edge_wait w on w.to_type = l.object_type and w.hubspot_id = l.hubspot_id
                where l.id $in
                """, row -> row.number(1), whole, whole));
    }
}
