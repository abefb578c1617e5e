package dev.linchpin.torture.people;

import dev.linchpin.engine.model.Direction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** People in HubSpot's user interface. What they do costs the account no call. */
final class HubSpotPeople {
    private static final int LONGEST_FILE = 12;

    private final People people;

    HubSpotPeople(People people) {
        this.people = people;
    }

    /** Empty when HubSpot refuses. */
    Optional<JsonNode> person(Kind kind, Map<String, String> members) {
        var body = members.entrySet().stream()
                .map(member -> ", \"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining());
        return people.world().account().person("{\"objectType\": \"" + kind.type() + "\"" + body + "}");
    }

    /** As a person sees it who opens the record. */
    Optional<JsonNode> open(Kind kind, String id) {
        return person(kind, Map.of("id", "\"" + id + "\""));
    }

    Optional<JsonNode> any(Kind kind, Draw draw) {
        people.rows(kind);
        for (var id : draw.some(List.copyOf(people.known(kind)), 4)) {
            var record = open(kind, id);
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    void editAny(Draw draw) {
        var kind = people.anyKind(draw);
        any(kind, draw).ifPresent(record -> edit(kind, record, people.someValues(kind, draw)));
    }

    void edit(Kind kind, JsonNode record, Map<String, @Nullable String> values) {
        var where = kind.type() + " record " + id(record);
        if (person(kind, members(id(record), json(values))).isPresent()) {
            people.tell("HubSpot: " + where + " := " + values);
            people.replace(kind, field -> property(record, field), values, Direction.TO_HUBSPOT, where);
        }
    }

    private static Map<String, String> members(String id, String properties) {
        var members = new LinkedHashMap<String, String>();
        members.put("id", "\"" + id + "\"");
        members.put("properties", properties);
        return members;
    }

    void create(Draw draw) {
        create(people.anyKind(draw), draw);
    }

    void create(Kind kind, Draw draw) {
        var values = people.newValues(kind, draw);
        person(kind, Map.of("properties", json(values))).ifPresent(record -> {
            people.tell("HubSpot: create " + kind.type() + " " + id(record) + " " + values);
            people.known(kind).add(id(record));
            people.enter(kind, values, Direction.TO_HUBSPOT, "created " + kind.type() + " record " + id(record));
        });
    }

    /** A file that changes many records and creates some. */
    void importFile(Draw draw) {
        var kind = people.anyKind(draw);
        people.tell("HubSpot: an import of " + kind.type());
        people.rows(kind);
        for (var id : draw.some(List.copyOf(people.known(kind)), LONGEST_FILE)) {
            var field = draw.any(kind.plain());
            var values = new LinkedHashMap<String, @Nullable String>();
            values.put(field, kind.fresh(field, draw));
            open(kind, id).ifPresent(record -> edit(kind, record, values));
        }
        for (var created = draw.below(3); created > 0; created--) {
            create(kind, draw);
        }
    }

    void archiveAny(Draw draw) {
        var kind = people.anyKind(draw);
        any(kind, draw).ifPresent(record -> {
            if (person(kind, flag(record, "archive")).isPresent()) {
                people.tell("HubSpot: archive " + kind.type() + " " + id(record));
                people.settleAll(kind, record);
                people.ledger().edited();
                people.ledger().deleted(kind.who(property(record, kind.name())), Ledger.Side.HUBSPOT);
            }
        });
    }

    private static Map<String, String> flag(JsonNode record, String flag) {
        var members = new LinkedHashMap<String, String>();
        members.put("id", "\"" + id(record) + "\"");
        members.put(flag, "true");
        return members;
    }

    void restoreAny(Draw draw) {
        var kind = people.anyKind(draw);
        var gone = people.known(kind).stream()
                .filter(id -> open(kind, id).isEmpty())
                .toList();
        draw.anyOf(gone).ifPresent(id -> {
            var members = new LinkedHashMap<String, String>();
            members.put("id", "\"" + id + "\"");
            members.put("restore", "true");
            person(kind, members).ifPresent(record -> {
                people.tell("HubSpot: restore " + kind.type() + " " + id);
                people.ledger().edited();
                people.ledger().restored(kind.who(property(record, kind.name())));
            });
        });
    }

    void mergeAny(Draw draw) {
        var kind = people.anyKind(draw);
        var one = any(kind, draw);
        var other = any(kind, draw);
        if (one.isEmpty() || other.isEmpty() || id(one.get()).equals(id(other.get()))) {
            return;
        }
        var members = new LinkedHashMap<String, String>();
        members.put("id", "\"" + id(one.get()) + "\"");
        members.put("mergeInto", "\"" + id(other.get()) + "\"");
        person(kind, members).ifPresent(survivor -> {
            people.tell("HubSpot: merge " + kind.type() + " " + id(one.get()) + " into " + id(other.get()) + ", now "
                    + id(survivor));
            people.known(kind).add(id(survivor));
            people.settleAll(kind, one.get());
            people.ledger().edited();
            people.ledger()
                    .entangle(kind.who(property(one.get(), kind.name())), kind.who(property(other.get(), kind.name())));
        });
    }

    static String id(JsonNode record) {
        return record.path("id").asString();
    }

    static @Nullable String property(JsonNode record, String name) {
        return record.path("properties").path(name).asString(null);
    }

    private static String json(Map<String, @Nullable String> values) {
        return values.entrySet().stream()
                .map(value ->
                        "\"" + value.getKey() + "\": \"" + Objects.requireNonNullElse(value.getValue(), "") + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
