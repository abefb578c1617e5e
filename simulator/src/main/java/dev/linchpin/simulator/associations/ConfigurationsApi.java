package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.BatchAnswer;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.LinkRequest.Spec;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about how many records a record may be linked to in a certain way. Limits are for new links only; a label's is at
 * most that of the plain kind.
 *
 * <p>Source: HubSpot docs, "Configure associations", section "Set and manage association limits"; changelogs "Introducing
 * custom association limits" and "Associations API enables admins to configure association limits". The texts of errors and
 * what happens to limits that exist already or do not exist are UNCONFIRMED.
 */
final class ConfigurationsApi {

    private static final int MAXIMUM_INPUTS = 100;

    private final Crm crm;
    private final Links links;
    private final SimulatorClock clock;

    /** Serves the account. */
    ConfigurationsApi(Crm crm, Links links, SimulatorClock clock) {
        this.crm = crm;
        this.links = links;
        this.clock = clock;
    }

    List<Route> routes() {
        String configurations = "/crm/associations/definitions/configurations/";
        String pair = configurations + "{type}/{toType}";
        return List.of(
                route("GET", configurations + "all", Access.ANY_TOKEN, this::all),
                route("GET", pair, Access.READ_DEFINITIONS, this::ofPair),
                route("POST", pair + "/batch/create", Access.WRITE_DEFINITIONS, call -> set(call, false)),
                route("POST", pair + "/batch/update", Access.WRITE_DEFINITIONS, call -> set(call, true)),
                route("POST", pair + "/batch/purge", Access.WRITE_DEFINITIONS, this::purge));
    }

    private static Route route(String method, String template, Access access, Route.Handler handler) {
        return Route.of(method, template, access, handler)
                .under(AssociationsApi.VERSIONS)
                .counting(Quota.DAILY);
    }

    private SimulatedResponse all(Call call) {
        return crm.read(() -> answer(links.limits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(LinkType.ORDER))
                .toList()));
    }

    private SimulatedResponse ofPair(Call call) {
        ObjectType from = from(call);
        ObjectType to = to(call);
        return crm.read(() -> answer(links.limits().entrySet().stream()
                .filter(entry -> entry.getKey().leads(from, to))
                .sorted(Map.Entry.comparingByKey(LinkType.ORDER))
                .toList()));
    }

    private SimulatedResponse answer(List<Map.Entry<LinkType, Integer>> limits) {
        ObjectNode answer = Json.object();
        var results = answer.putArray("results");
        limits.forEach(limit -> {
            ObjectNode json = json(limit.getKey(), limit.getValue());
            json.put("label", links.label(limit.getKey()));
            results.add(json);
        });
        return SimulatedResponse.ok(answer);
    }

    private static ObjectNode json(LinkType type, int limit) {
        ObjectNode json = Json.object();
        json.put("category", type.category());
        json.put("typeId", type.typeId());
        json.put("userEnforcedMaxToObjectIds", limit);
        return json;
    }

    private record Wanted(Spec spec, int limit) {}

    private SimulatedResponse set(Call call, boolean exists) {
        List<Wanted> wanted = call.inputs(MAXIMUM_INPUTS).stream()
                .map(input -> new Wanted(spec(input), limit(input)))
                // The plain kind's limit bounds the others', so it comes first.
                .sorted(Comparator.comparing(each -> !isPlain(each.spec())))
                .toList();
        var answer = new BatchAnswer(clock.millis());
        crm.write(call.source(), session -> {
            for (Wanted each : wanted) {
                try {
                    answer.add(set(from(call), to(call), each, exists));
                } catch (ApiException refused) {
                    answer.add(refused.error());
                }
            }
            return answer;
        });
        return answer.toResponse(exists ? 200 : 201, clock.millis());
    }

    private boolean isPlain(Spec spec) {
        LinkType type = links.types().find(spec.category(), spec.typeId());
        return type != null && type.isPlain();
    }

    private ObjectNode set(ObjectType from, ObjectType to, Wanted wanted, boolean exists) {
        LinkType type = find(from, to, wanted.spec());
        if (links.limits().containsKey(type) != exists) {
            throw ApiError.invalid(
                            "An association limit for " + type + (exists ? " does not exist" : " already exists"))
                    .exception();
        }
        checkRange(from, to, type, wanted.limit());
        links.limits().put(type, wanted.limit());
        return json(type, wanted.limit());
    }

    private void checkRange(ObjectType from, ObjectType to, LinkType type, int limit) {
        int lowest = 1;
        int highest = links.own().maximumPerRecord();
        for (Map.Entry<LinkType, Integer> other : links.limits().entrySet()) {
            if (other.getKey().leads(from, to) && other.getKey() != type) {
                if (type.isPlain()) {
                    lowest = Math.max(lowest, other.getValue());
                } else if (other.getKey().isPlain()) {
                    highest = Math.min(highest, other.getValue());
                }
            }
        }
        if (limit < lowest || limit > highest) {
            throw ApiError.invalid("The limit for " + type + " must be between " + lowest + " and " + highest
                            + ", but is " + limit)
                    .exception();
        }
    }

    private SimulatedResponse purge(Call call) {
        List<Spec> specs = call.inputs(MAXIMUM_INPUTS).stream()
                .map(ConfigurationsApi::spec)
                .toList();
        return crm.write(call.source(), session -> {
            List<LinkType> types =
                    specs.stream().map(spec -> find(from(call), to(call), spec)).toList();
            types.forEach(links.limits()::remove);
            return SimulatedResponse.noContent();
        });
    }

    private LinkType find(ObjectType from, ObjectType to, Spec spec) {
        LinkType type = links.types().find(spec.category(), spec.typeId());
        if (type == null || !type.leads(from, to)) {
            throw LinkErrors.unknownType(spec).exception();
        }
        return type;
    }

    private static Spec spec(JsonNode input) {
        return LinkRequest.spec(input, "category", "typeId");
    }

    private static int limit(JsonNode input) {
        Json.requiredText(input, "maxToObjectIds");
        return Json.integer(input, "maxToObjectIds", 0);
    }

    private ObjectType from(Call call) {
        return crm.types().named(call.variable("type"));
    }

    private ObjectType to(Call call) {
        return crm.types().named(call.variable("toType"));
    }
}
