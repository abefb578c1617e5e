package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The links of an account, kept at both ends. Records without links cost nothing; finding a record's links takes the same
 * time however many there are in the account. Used under the account's lock.
 */
final class Graph {

    private static final Neighbours NONE = new Neighbours();

    /** By the type ids of both ends, then by the id of the record that the links lead from. */
    private final Map<String, Map<String, Map<Long, Neighbours>>> links = new LinkedHashMap<>();

    /** Few combinations of kinds occur, so links share them. */
    private final Map<List<LinkType>, List<LinkType>> combinations = new HashMap<>();

    private final Map<LinkType, Integer> uses = new HashMap<>();

    /** A link from a given record. */
    record Link(String toTypeId, long toId, List<LinkType> types) {}

    /** The kinds of links between two records, in order; none if they are not linked. */
    List<LinkType> types(ObjectType from, long fromId, ObjectType to, long toId) {
        return neighbours(from, fromId, to).get(toId);
    }

    /** The records of a type that a record is linked to; not to be changed. */
    Neighbours neighbours(ObjectType from, long fromId, ObjectType to) {
        return links.getOrDefault(from.typeId(), Map.of())
                .getOrDefault(to.typeId(), Map.of())
                .getOrDefault(fromId, NONE);
    }

    /** All links of a record. */
    List<Link> of(ObjectType from, long fromId) {
        var found = new ArrayList<Link>();
        links.getOrDefault(from.typeId(), Map.of()).forEach((toTypeId, byId) -> {
            Neighbours neighbours = byId.getOrDefault(fromId, NONE);
            for (int i = 0; i < neighbours.size(); i++) {
                found.add(new Link(toTypeId, neighbours.id(i), neighbours.types(i)));
            }
        });
        return found;
    }

    /** Calls the action with every record that has links to records of a type. */
    void forEach(ObjectType from, ObjectType to, BiConsumer<Long, Neighbours> action) {
        links.getOrDefault(from.typeId(), Map.of())
                .getOrDefault(to.typeId(), Map.of())
                .forEach(action);
    }

    /** How many links are of that kind; one that is its own inverse counts at both ends. */
    int uses(LinkType type) {
        return uses.getOrDefault(type, 0);
    }

    /** Puts the kinds of links between two records, at both ends; none unlinks them. */
    void put(ObjectType from, long fromId, ObjectType to, long toId, Collection<LinkType> types) {
        List<LinkType> there = shared(types.stream().sorted(LinkType.ORDER).toList());
        List<LinkType> back = shared(
                types.stream().map(LinkType::inverse).sorted(LinkType.ORDER).toList());
        end(from, fromId, to, toId, there);
        end(to, toId, from, fromId, back);
    }

    /** Takes a kind away from all links; those that were plain by it end. */
    void remove(LinkType type) {
        if (uses(type) == 0) {
            return;
        }
        record Ends(long from, long to, List<LinkType> types) {}
        var found = new ArrayList<Ends>();
        forEach(type.from(), type.to(), (fromId, neighbours) -> {
            for (int i = 0; i < neighbours.size(); i++) {
                if (neighbours.types(i).contains(type)) {
                    found.add(new Ends(fromId, neighbours.id(i), neighbours.types(i)));
                }
            }
        });
        for (Ends ends : found) {
            List<LinkType> rest =
                    ends.types().stream().filter(other -> other != type).toList();
            put(
                    type.from(),
                    ends.from(),
                    type.to(),
                    ends.to(),
                    rest.stream().anyMatch(LinkType::isPlain) ? rest : List.of());
        }
    }

    private List<LinkType> shared(List<LinkType> types) {
        return combinations.computeIfAbsent(types, List::copyOf);
    }

    private void end(ObjectType from, long fromId, ObjectType to, long toId, List<LinkType> types) {
        Map<Long, Neighbours> byId = links.computeIfAbsent(from.typeId(), key -> new LinkedHashMap<>())
                .computeIfAbsent(to.typeId(), key -> new HashMap<>());
        Neighbours neighbours = byId.computeIfAbsent(fromId, key -> new Neighbours());
        neighbours.get(toId).forEach(type -> uses.merge(type, -1, Integer::sum));
        types.forEach(type -> uses.merge(type, 1, Integer::sum));
        neighbours.put(toId, types);
        if (neighbours.size() == 0) {
            byId.remove(fromId);
        }
    }
}
