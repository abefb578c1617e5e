package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about how close records are to the links that they may have, and types to the labels. From 80 % on a record counts
 * as near its limit (HubSpot docs, "Associate records", section "Report on high association usage").
 *
 * <p>Source: HubSpot's OpenAPI, "Limits Tracking". How many samples there are is UNCONFIRMED.
 */
final class UsageApi {

    private static final int SAMPLES = 10;
    private static final double NEAR = 0.8;

    private final Crm crm;
    private final Links links;

    /** Serves the account. */
    UsageApi(Crm crm, Links links) {
        this.crm = crm;
        this.links = links;
    }

    List<Route> routes() {
        String associations = "/crm/limits/associations/";
        return List.of(
                route(associations + "labels", this::labels),
                route(associations + "records/from", this::from),
                route(associations + "records/{type}/to", this::to),
                route(associations + "records/{type}/{toType}", this::between));
    }

    private static Route route(String template, Route.Handler handler) {
        return Route.of("GET", template, Access.ANY_TOKEN, handler).counting(Quota.DAILY);
    }

    private record Pair(ObjectType from, ObjectType to) {}

    private SimulatedResponse labels(Call call) {
        return crm.read(() -> {
            var byPair = new LinkedHashMap<List<String>, List<LinkType>>();
            links.types().all().stream()
                    .filter(type -> type.category().equals(LinkType.USER_DEFINED) && type.role() == LinkType.Role.LABEL)
                    .filter(type -> named(type.from(), call.parameter("fromObjectTypeId"))
                            && named(type.to(), call.parameter("toObjectTypeId")))
                    .sorted(LinkType.ORDER)
                    .forEach(type -> byPair.computeIfAbsent(
                                    List.of(type.from().typeId(), type.to().typeId()), key -> new ArrayList<>())
                            .add(type));
            ObjectNode answer = Json.object();
            var results = answer.putArray("results");
            int limit = links.own().maximumLabelsPerPair();
            for (List<LinkType> types : byPair.values()) {
                ObjectNode json = results.addObject();
                json.set("fromObjectType", definition(types.getFirst().from()));
                json.set("toObjectType", definition(types.getFirst().to()));
                json.put("limit", limit);
                json.put("usage", types.size());
                json.put("percentage", percentage(types.size(), limit));
                json.set(
                        "allLabels",
                        Json.array(types.stream()
                                .map(LinkType::label)
                                .filter(Objects::nonNull)
                                .toList()));
            }
            return SimulatedResponse.ok(answer);
        });
    }

    private boolean named(ObjectType type, @Nullable String name) {
        return name == null || crm.types().named(name).typeId().equals(type.typeId());
    }

    private SimulatedResponse from(Call call) {
        return crm.read(() -> types(pairs(), Pair::from));
    }

    private SimulatedResponse to(Call call) {
        ObjectType from = crm.types().named(call.variable("type"));
        return crm.read(() -> types(
                pairs().stream()
                        .filter(pair -> pair.from().typeId().equals(from.typeId()))
                        .toList(),
                Pair::to));
    }

    /** The pairs of types that records can be linked of. */
    private List<Pair> pairs() {
        return links.types().all().stream()
                .filter(LinkType::isPlain)
                .sorted(LinkType.ORDER)
                .map(type -> new Pair(type.from(), type.to()))
                .toList();
    }

    private SimulatedResponse types(List<Pair> pairs, Function<Pair, ObjectType> shown) {
        var results = new LinkedHashMap<String, ObjectNode>();
        for (Pair pair : pairs) {
            Usage usage = usage(pair.from(), pair.to());
            if (!usage.near().isEmpty() || !usage.at().isEmpty()) {
                ObjectNode json =
                        results.computeIfAbsent(shown.apply(pair).typeId(), key -> definition(shown.apply(pair)));
                json.put(
                        "hasRecordsNearLimit",
                        json.path("hasRecordsNearLimit").asBoolean(false)
                                || !usage.near().isEmpty());
                json.put(
                        "hasRecordsAtLimit",
                        json.path("hasRecordsAtLimit").asBoolean(false)
                                || !usage.at().isEmpty());
            }
        }
        ObjectNode answer = Json.object();
        answer.putArray("results").addAll(results.values());
        return SimulatedResponse.ok(answer);
    }

    private record Usage(int limit, Map<Long, Integer> near, Map<Long, Integer> at) {}

    private Usage usage(ObjectType from, ObjectType to) {
        LinkType plain = links.types().plain(from, to);
        int limit = plain == null ? 0 : links.limit(plain);
        var usage = new Usage(limit, new TreeMap<>(), new TreeMap<>());
        links.graph().forEach(from, to, (id, neighbours) -> {
            if (neighbours.size() >= limit) {
                usage.at().put(id, neighbours.size());
            } else if (neighbours.size() >= limit * NEAR) {
                usage.near().put(id, neighbours.size());
            }
        });
        return usage;
    }

    private SimulatedResponse between(Call call) {
        ObjectType from = crm.types().named(call.variable("type"));
        ObjectType to = crm.types().named(call.variable("toType"));
        return crm.read(() -> {
            Usage usage = usage(from, to);
            ObjectNode answer = Json.object();
            answer.put("limit", usage.limit());
            answer.put("totalRecordsAtLimit", usage.at().size());
            answer.put("totalRecordsNearLimit", usage.near().size());
            var at = answer.putArray("atLimitFromRecordSamples");
            usage.at().keySet().stream().limit(SAMPLES).forEach(id -> at.add(sample(from, id)));
            var near = answer.putArray("nearLimitFromRecordSamples");
            usage.near().entrySet().stream()
                    .limit(SAMPLES)
                    .forEach(entry -> near.add(sample(from, entry.getKey())
                            .put("usage", entry.getValue())
                            .put("percentage", percentage(entry.getValue(), usage.limit()))));
            return SimulatedResponse.ok(answer);
        });
    }

    /** A record by its id and what people know it by. */
    private ObjectNode sample(ObjectType type, long id) {
        StoredRecord record = crm.live(type, id);
        Catalogue catalogue = crm.catalogue(type);
        String label = record == null
                ? null
                : type.searchableProperties().stream()
                        .map(name -> catalogue.value(record, name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        return Json.object().put("objectId", id).put("label", label == null ? Long.toString(id) : label);
    }

    private static double percentage(int usage, int limit) {
        return limit == 0 ? 100 : 100.0 * usage / limit;
    }

    private static ObjectNode definition(ObjectType type) {
        return Json.object()
                .put("objectTypeId", type.typeId())
                .put("singularLabel", capital(type.singular()))
                .put("pluralLabel", capital(type.name()));
    }

    private static String capital(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
