package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkType.End;
import dev.linchpin.simulator.associations.LinkType.Role;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.resources.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The kinds of links of an account: HubSpot's own, and those that people defined. Used under the account's lock. */
final class LinkTypes {

    private final Map<Id, LinkType> byId = new HashMap<>();
    private final Map<Pair, List<LinkType>> byPair = new HashMap<>();
    private int lastDefined;

    private record Id(String category, int typeId) {}

    private record Pair(String from, String to) {

        static Pair of(ObjectType from, ObjectType to) {
            return new Pair(from.typeId(), to.typeId());
        }
    }

    /**
     * HubSpot's own kinds.
     *
     * @param types finds a type by its plural name; null if the account has no such type
     */
    LinkTypes(Function<String, @Nullable ObjectType> types) {
        for (String line : Resource.lines(LinkTypes.class, "associations.txt")) {
            String[] parts = line.split("\\s*\\|\\s*", -1);
            ObjectType from = types.apply(parts[0]);
            ObjectType to = types.apply(parts[1]);
            if (from != null && to != null) {
                add(read(from, to, parts));
            }
        }
    }

    private LinkType read(ObjectType from, ObjectType to, String[] line) {
        int there = Integer.parseInt(line[3]);
        int back = Integer.parseInt(line[4]);
        return switch (line[2]) {
            case "plain" -> {
                // The older API's name without addition means the primary link wherever there is one.
                String suffix = between(from, to).isEmpty() ? "" : "_unlabeled";
                yield hubSpots(
                        new End(there, from, Role.PLAIN, direction(from, to) + suffix, null),
                        new End(back, to, Role.PLAIN, direction(to, from) + suffix, null));
            }
            case "primary" -> {
                String label = word(from) + " with Primary " + word(to);
                yield hubSpots(
                        new End(there, from, Role.PRIMARY, direction(from, to), label),
                        new End(back, to, Role.PRIMARY_OF, direction(to, from), label));
            }
            default ->
                hubSpots(
                        new End(there, from, Role.LABEL, slug(line[5]) + "_" + direction(from, to), line[5]),
                        new End(back, to, Role.LABEL, slug(line[6]) + "_" + direction(to, from), line[6]));
        };
    }

    private static LinkType hubSpots(End there, End back) {
        return LinkType.pair(LinkType.HUBSPOT_DEFINED, there, back);
    }

    private static String direction(ObjectType from, ObjectType to) {
        return oldName(from) + "_to_" + oldName(to);
    }

    private static String oldName(ObjectType type) {
        return switch (type.name()) {
            case "meetings" -> "meeting_event";
            case "postal_mail" -> "postal_mail";
            default -> type.singular();
        };
    }

    private static String slug(String label) {
        return label.toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String word(ObjectType type) {
        return type.singular().substring(0, 1).toUpperCase(Locale.ROOT)
                + type.singular().substring(1);
    }

    private LinkType add(LinkType type) {
        for (LinkType direction : type.inverse() == type ? List.of(type) : List.of(type, type.inverse())) {
            byId.put(new Id(direction.category(), direction.typeId()), direction);
            byPair.computeIfAbsent(Pair.of(direction.from(), direction.to()), pair -> new ArrayList<>())
                    .add(direction);
        }
        return type;
    }

    /** Defines a label, or the plain kind of link where there is none; the other direction is its inverse. */
    LinkType define(
            ObjectType from, ObjectType to, Role role, String name, @Nullable String label, @Nullable String inverse) {
        boolean alike = from.typeId().equals(to.typeId()) && Objects.equals(label, inverse);
        int there = ++lastDefined;
        int back = alike ? there : ++lastDefined;
        return add(LinkType.pair(
                LinkType.USER_DEFINED,
                new End(there, from, role, name, label),
                new End(back, to, role, name, inverse)));
    }

    /** Takes a kind and its inverse out of use. */
    void remove(LinkType type) {
        for (LinkType direction : List.of(type, type.inverse())) {
            byId.remove(new Id(direction.category(), direction.typeId()));
            List<LinkType> pair = byPair.get(Pair.of(direction.from(), direction.to()));
            if (pair != null) {
                pair.remove(direction);
            }
        }
    }

    @Nullable LinkType find(String category, int typeId) {
        return byId.get(new Id(category, typeId));
    }

    /** All kinds in one direction, in order. */
    List<LinkType> between(ObjectType from, ObjectType to) {
        return byPair.getOrDefault(Pair.of(from, to), List.of()).stream()
                .sorted(LinkType.ORDER)
                .toList();
    }

    /** The kind that says no more than that records are linked; null if records of these types cannot be. */
    @Nullable LinkType plain(ObjectType from, ObjectType to) {
        for (LinkType type : byPair.getOrDefault(Pair.of(from, to), List.of())) {
            if (type.isPlain()) {
                return type;
            }
        }
        return null;
    }

    /** The primary kind, seen from the end that has at most one; null if there is none. */
    @Nullable LinkType primary(ObjectType from, ObjectType to) {
        for (LinkType type : byPair.getOrDefault(Pair.of(from, to), List.of())) {
            if (type.role() == Role.PRIMARY) {
                return type;
            }
        }
        return null;
    }

    Collection<LinkType> all() {
        return byId.values();
    }
}
