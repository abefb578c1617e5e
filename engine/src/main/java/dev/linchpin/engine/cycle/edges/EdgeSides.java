package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeMerge;
import dev.linchpin.engine.edges.EdgeSight;
import dev.linchpin.engine.hubspot.AssociatedRecord;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.EdgeRow;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads the edges of links on both sides and merges them. SQL is read in one snapshot, HubSpot in a call for a thousand
 * records; that HubSpot lacks an edge is believed only after both of its records were found live.
 */
public final class EdgeSides {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final Supplier<Map<ObjectType, ObjectMapping>> mappings;
    private final EdgeKinds kinds;

    public EdgeSides(
            Environment environment, ObjectMapping mapping, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mapping = mapping;
        this.mappings = mappings;
        this.kinds = new EdgeKinds(environment, mapping.type());
    }

    EdgeKinds kinds() {
        return kinds;
    }

    /** Those whose other end is kept in step; the others wait until it is again. */
    private List<EdgeMapping> edges() {
        var present = mappings.get().keySet();
        return mapping.edges().stream()
                .filter(edge -> present.contains(edge.to()))
                .toList();
    }

    /** Whether none waits for a type that pauses. */
    boolean areComplete() {
        return edges().size() == mapping.edges().size();
    }

    /**
     * What SQL shows of the other ends of one type.
     *
     * @param contested links, by id, whose record may be another row's by now: a person is asked whose it is
     */
    private record Ends(
            Map<RowKey, Link> byRow,
            Map<Long, Link> byId,
            Set<RowKey> rows,
            Map<RowKey, Tombstone> tombstones,
            Set<Long> contested) {}

    /** What SQL shows. */
    private record Local(
            Map<RowKey, Row> rows,
            Map<EdgeMapping, Map<RowKey, Set<EdgeRow>>> edges,
            Map<EdgeMapping, Map<Long, Set<Edge>>> bases,
            Map<EdgeMapping, Map<Long, Map<RowKey, HubSpotId>>> ended,
            Map<ObjectType, Ends> ends) {}

    /** What HubSpot shows of the other ends of one type. */
    private record Remote(Map<HubSpotId, List<AssociatedRecord>> associated, Map<HubSpotId, Link> links) {}

    /** All edges of whole links; links whose row is gone have none. */
    public List<EdgeSeen> read(Collection<Link> links, Lane lane) {
        var local = environment.store().inTransaction(tx -> local(tx, links));
        var present = links.stream()
                .filter(link -> local.rows().containsKey(link.row()))
                .toList();
        var remotes = new TreeMap<ObjectType, Remote>();
        for (var to : local.ends().keySet()) {
            remotes.put(to, remote(to, present, lane));
        }
        var live = live(present, local, remotes, lane);
        var seen = new ArrayList<EdgeSeen>();
        for (var link : present) {
            for (var edge : edges()) {
                var remote = Objects.requireNonNull(remotes.get(edge.to()));
                seen.add(seen(link, edge, local, remote, live));
            }
        }
        return seen;
    }

    // --- SQL -----------------------------------------------------------------------------------------------------

    private Local local(Transaction tx, Collection<Link> links) {
        var keys = links.stream().map(Link::row).filter(Objects::nonNull).toList();
        var ids = links.stream().map(Link::id).toList();
        var rows = tx.rows(mapping, keys);
        var edges = new HashMap<EdgeMapping, Map<RowKey, Set<EdgeRow>>>();
        var bases = new HashMap<EdgeMapping, Map<Long, Set<Edge>>>();
        var ended = new HashMap<EdgeMapping, Map<Long, Map<RowKey, HubSpotId>>>();
        var named = new HashMap<ObjectType, Set<RowKey>>();
        var based = new HashMap<ObjectType, Set<Long>>();
        for (var edge : edges()) {
            var held = edge.isColumn() ? ofColumn(edge, rows) : tx.edges().rows(mapping, edge, keys);
            edges.put(edge, held);
            var base = tx.edges().bases(edge, ids);
            bases.put(edge, base);
            ended.put(edge, tx.edges().ended(edge, ids));
            var keysOfType = named.computeIfAbsent(edge.to(), _ -> new HashSet<>());
            held.values().forEach(set -> set.forEach(row -> keysOfType.add(row.to())));
            var linksOfType = based.computeIfAbsent(edge.to(), _ -> new HashSet<>());
            base.values().forEach(set -> set.forEach(one -> linksOfType.add(one.to())));
        }
        var ends = new HashMap<ObjectType, Ends>();
        named.forEach(
                (to, keysOfType) -> ends.put(to, ends(tx, to, keysOfType, Objects.requireNonNull(based.get(to)))));
        return new Local(rows, edges, bases, ended, ends);
    }

    private static Map<RowKey, Set<EdgeRow>> ofColumn(EdgeMapping edge, Map<RowKey, Row> rows) {
        var held = new HashMap<RowKey, Set<EdgeRow>>();
        rows.forEach((key, row) -> {
            var value = row.value(edge.name());
            if (!value.isBlank()) {
                var kind = Objects.requireNonNull(edge.kind());
                held.put(key, Set.of(new EdgeRow(new RowKey(value.text()), kind)));
            }
        });
        return held;
    }

    private Ends ends(Transaction tx, ObjectType to, Set<RowKey> named, Set<Long> based) {
        var byRow = tx.linksByRow(to, named);
        var byId = new HashMap<>(tx.links(based));
        byRow.values().forEach(link -> byId.put(link.id(), link));
        var doubtful = new HashSet<>(named);
        byId.values().stream().map(Link::row).filter(Objects::nonNull).forEach(doubtful::add);
        var rows = tx.rows(mappingOf(to), doubtful).keySet();
        var missing = named.stream().filter(key -> !rows.contains(key)).toList();
        var contested = tx.openConflicts().of(byId.keySet()).entrySet().stream()
                .filter(conflicts ->
                        conflicts.getValue().stream().anyMatch(conflict -> conflict.kind() == Conflict.Kind.IDENTITY))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Ends(byRow, byId, rows, tx.tombstonesByRow(to, missing), contested);
    }

    private ObjectMapping mappingOf(ObjectType type) {
        return Objects.requireNonNull(mappings.get().get(type), "An edge leads to a type that is not mapped");
    }

    // --- HubSpot -------------------------------------------------------------------------------------------------

    private Remote remote(ObjectType to, Collection<Link> links, Lane lane) {
        var ids = links.stream().map(Link::record).filter(Objects::nonNull).toList();
        var associated = environment.hubspot().associations().read(mapping.type(), to, ids, lane);
        var others = associated.values().stream()
                .flatMap(List::stream)
                .map(AssociatedRecord::id)
                .collect(Collectors.toSet());
        return new Remote(associated, environment.store().inTransaction(tx -> tx.linksByRecord(to, others)));
    }

    private record Of(ObjectType type, HubSpotId id) {}

    /**
     * Of the records whose edges HubSpot no longer shows, those that are live under their own id. HubSpot drops and moves
     * associations when records are archived or merged, and that is no removal by anybody.
     */
    private Set<Of> live(Collection<Link> links, Local local, Map<ObjectType, Remote> remotes, Lane lane) {
        var asked = new TreeMap<ObjectType, Set<HubSpotId>>();
        for (var link : links) {
            for (var edge : edges()) {
                var ends = Objects.requireNonNull(local.ends().get(edge.to()));
                var shown = known(link, edge, Objects.requireNonNull(remotes.get(edge.to())));
                for (var base : base(local, edge, link)) {
                    var end = ends.byId().get(base.to());
                    if (!shown.contains(base) && end != null && end.record() != null && link.record() != null) {
                        asked.computeIfAbsent(edge.to(), _ -> new HashSet<>()).add(end.record());
                        asked.computeIfAbsent(mapping.type(), _ -> new HashSet<>())
                                .add(link.record());
                    }
                }
            }
        }
        var live = new HashSet<Of>();
        asked.forEach((type, ids) -> environment
                .hubspot()
                .read(ReadRequest.byId(type, ids, List.of()), lane)
                .forEach((key, record) -> {
                    if (record.id().value().equals(key)) {
                        live.add(new Of(type, record.id()));
                    }
                }));
        return live;
    }

    private Set<Edge> known(Link link, EdgeMapping edge, Remote remote) {
        var known = new HashSet<Edge>();
        for (var other : associatedWith(link, remote)) {
            var end = remote.links().get(other.id());
            if (end != null && end.isWhole()) {
                other.kinds().stream()
                        .filter(kind -> mapping.holds(edge, kind.name()))
                        .forEach(kind -> known.add(new Edge(end.id(), kind.name())));
            }
        }
        return known;
    }

    private static List<AssociatedRecord> associatedWith(Link link, Remote remote) {
        return remote.associated().getOrDefault(link.record(), List.of());
    }

    private static Set<Edge> base(Local local, EdgeMapping edge, Link link) {
        return Objects.requireNonNull(local.bases().get(edge)).getOrDefault(link.id(), Set.of());
    }

    // --- both ----------------------------------------------------------------------------------------------------

    private EdgeSeen seen(Link link, EdgeMapping edge, Local local, Remote remote, Set<Of> live) {
        var ends = Objects.requireNonNull(local.ends().get(edge.to()));
        var row = Objects.requireNonNull(local.rows().get(link.row()));
        var held = Objects.requireNonNull(local.edges().get(edge)).getOrDefault(row.key(), Set.of());
        var base = base(local, edge, link);
        var ended = Objects.requireNonNull(local.ended().get(edge)).getOrDefault(link.id(), Map.of());
        var waits = new ArrayList<EdgeWait>();

        var here = new HashSet<Edge>();
        var unknownHere = new HashSet<String>();
        var lostKey = false;
        for (var one : held) {
            var end = ends.byRow().get(one.to());
            if (!mapping.holds(edge, one.kind())) {
                continue;
            }
            if (end != null && end.isWhole()) {
                var known = new Edge(end.id(), one.kind());
                if (base.contains(known) || !ends.contested().contains(end.id())) {
                    here.add(known);
                } else {
                    // The sweep comes by again when a person has decided.
                    unknownHere.add(one.kind());
                }
            } else if (!isDead(ends, ended, one.to()) || (edge.isColumn() && !base.isEmpty())) {
                unknownHere.add(one.kind());
                lostKey |= !ends.rows().contains(one.to());
                var holdsBack = edge.direction() != Direction.FROM_HUBSPOT;
                waits.add(new EdgeWait(edge.name(), edge.to(), one.to(), null, holdsBack));
            }
        }

        var there = known(link, edge, remote);
        var unknownThere = new HashMap<HubSpotId, Set<String>>();
        var kindsThere = new HashMap<Long, Set<AssociationKind>>();
        var byId = new HashMap<>(ends.byId());
        for (var other : associatedWith(link, remote)) {
            var end = remote.links().get(other.id());
            if (end != null && end.isWhole()) {
                byId.put(end.id(), end);
                kindsThere.put(end.id(), other.kinds());
            } else {
                var names = other.kinds().stream()
                        .map(AssociationKind::name)
                        .filter(name -> mapping.holds(edge, name))
                        .collect(Collectors.toSet());
                if (!names.isEmpty()) {
                    unknownThere.put(other.id(), names);
                }
            }
        }

        var doubtsHere = new HashSet<Long>();
        var doubtsThere = new HashSet<Long>();
        var isLive = live.contains(new Of(mapping.type(), Objects.requireNonNull(link.record())));
        for (var one : base) {
            var end = ends.byId().get(one.to());
            var endRow = end == null ? null : end.row();
            var endRecord = end == null ? null : end.record();
            if (lostKey || endRecord == null || endRow == null || !ends.rows().contains(endRow)) {
                doubtsHere.add(one.to());
            }
            if (!isLive || endRow == null || endRecord == null || !live.contains(new Of(edge.to(), endRecord))) {
                doubtsThere.add(one.to());
            }
        }
        var sight = new EdgeSight(
                base,
                here,
                there,
                doubtsHere,
                doubtsThere,
                unknownHere,
                unknownThere.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        var plan = new EdgeMerge(edge, kinds.exclusive(edge.to())).plan(sight);
        unknownThere.forEach((id, names) -> waits.add(new EdgeWait(
                edge.name(),
                edge.to(),
                null,
                id,
                names.stream().anyMatch(name -> plan.waiting().contains(name) && !unknownHere.contains(name)))));
        var column = edge.isColumn() ? row.value(edge.name()) : Value.BLANK;
        return new EdgeSeen(link, edge, column, sight, plan, Map.copyOf(kindsThere), Map.copyOf(byId), waits);
    }

    /** A row that was there, was linked, and is gone for good: to name it says as little as to name nothing. */
    private static boolean isDead(Ends ends, Map<RowKey, HubSpotId> ended, RowKey key) {
        var tombstone = ends.tombstones().get(key);
        var isKnown = ended.containsKey(key) || (tombstone != null && tombstone.rowGone());
        return isKnown && !ends.rows().contains(key) && !ends.byRow().containsKey(key);
    }
}
