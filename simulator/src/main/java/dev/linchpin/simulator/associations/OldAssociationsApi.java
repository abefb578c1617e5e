package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.BatchAnswer;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The older calls about links, under v3: kinds of links go by names such as {@code contact_to_company}, each kind is a
 * result of its own, and linking adds to what there is.
 *
 * <p>Source: HubSpot docs, "Associations v3" (developers.hubspot.com/docs/api-reference/crm-associations-v3/guide). How many
 * inputs a batch may have is UNCONFIRMED; the newer API's bounds hold here, too.
 */
final class OldAssociationsApi {

    private static final Set<ApiVersion> V3 = Set.of(ApiVersion.V3);
    private static final int MAXIMUM_PAGE = 500;
    private static final int MAXIMUM_READ = 1_000;
    private static final int MAXIMUM_WRITE = 2_000;

    private final Crm crm;
    private final Links links;
    private final SimulatorClock clock;

    /** Serves the account. */
    OldAssociationsApi(Crm crm, Links links, SimulatorClock clock) {
        this.crm = crm;
        this.links = links;
        this.clock = clock;
    }

    List<Route> routes() {
        String of = "/crm/objects/{type}/{id}/associations/{toType}";
        String between = "/crm/associations/{type}/{toType}/";
        return List.of(
                Route.of("GET", of, Access.READ_RECORDS, this::list).under(V3),
                Route.of("PUT", of + "/{toId}/{kind}", Access.WRITE_RECORDS, this::link)
                        .under(V3),
                Route.of("DELETE", of + "/{toId}/{kind}", Access.WRITE_RECORDS, this::unlink)
                        .under(V3),
                Route.of("GET", between + "types", Access.READ_DEFINITIONS, this::types)
                        .under(V3),
                Route.of("POST", between + "batch/read", Access.READ_RECORDS, this::readBatch)
                        .under(V3)
                        .reading(),
                Route.of("POST", between + "batch/create", Access.WRITE_RECORDS, this::linkBatch)
                        .under(V3),
                Route.of("POST", between + "batch/archive", Access.WRITE_RECORDS, this::unlinkBatch)
                        .under(V3));
    }

    private SimulatedResponse types(Call call) {
        return crm.read(() -> {
            ObjectNode answer = Json.object();
            ArrayNode results = answer.putArray("results");
            for (LinkType type : links.types().between(type(call, "type"), type(call, "toType"))) {
                results.addObject().put("id", Integer.toString(type.typeId())).put("name", type.name());
            }
            return SimulatedResponse.ok(answer);
        });
    }

    private SimulatedResponse list(Call call) {
        Links.Page page = AssociationsApi.page(crm, links, call, MAXIMUM_PAGE);
        ObjectNode answer = Json.object();
        addAll(answer.putArray("results"), page);
        LinkJson.paging(answer, page, call.request().path());
        return SimulatedResponse.ok(answer);
    }

    /** Adds a result for each kind of link. */
    static void addAll(ArrayNode results, Links.Page page) {
        for (Links.Linked linked : page.results()) {
            for (LinkType type : linked.types()) {
                results.addObject().put("id", Long.toString(linked.toId())).put("type", type.name());
            }
        }
    }

    private SimulatedResponse link(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        StoredRecord linked = crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            LinkType kind = kind(from, to, call.variable("kind"));
            StoredRecord record = writer.record(from, call.variable("id"));
            writer.plan(from, record, to, call.variable("toId"), List.of(kind), false)
                    .apply(record.id());
            return record;
        });
        Catalogue catalogue = crm.catalogue(from);
        ObjectNode answer = Json.object();
        answer.put("id", Long.toString(linked.id()));
        ObjectNode properties = answer.putObject("properties");
        from.defaultProperties().forEach(name -> properties.put(name, catalogue.value(linked, name)));
        answer.put("createdAt", Timestamps.iso(linked.createdAt()));
        answer.put("updatedAt", Timestamps.iso(linked.updatedAt()));
        answer.put("archived", false);
        return SimulatedResponse.ok(
                new AssociatedJson(crm, links, from, List.of(to.name())).addTo(answer, linked.id()));
    }

    private SimulatedResponse unlink(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        return crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            unlink(writer, from, call.variable("id"), to, call.variable("toId"), kind(from, to, call.variable("kind")));
            return SimulatedResponse.noContent();
        });
    }

    private static void unlink(
            LinkWriter writer, ObjectType from, String fromId, ObjectType to, String toId, LinkType kind) {
        StoredRecord record = writer.find(from, fromId);
        StoredRecord other = writer.find(to, toId);
        if (record != null && other != null) {
            writer.changes().remove(from, record.id(), to, other.id(), List.of(kind));
        }
    }

    private SimulatedResponse readBatch(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        List<String> ids = call.inputs(MAXIMUM_READ).stream()
                .map(input -> Json.requiredText(input, "id"))
                .toList();
        var answer = new BatchAnswer(clock.millis());
        crm.read(() -> {
            for (String id : ids) {
                StoredRecord record = crm.live(from, id);
                var all = new Links.Page(record == null ? List.of() : links.all(from, record.id(), to), null);
                if (!all.results().isEmpty()) {
                    ObjectNode result = Json.object();
                    result.putObject("from").put("id", id);
                    addAll(result.putArray("to"), all);
                    answer.add(result);
                } else if (links.own().emptyReadIsError()) {
                    answer.add(LinkErrors.noneFound(from, id, to));
                }
            }
            return answer;
        });
        return answer.toResponse(200, clock.millis());
    }

    private record Wanted(String fromId, String toId, String kind) {}

    private static List<Wanted> wanted(Call call) {
        var wanted = new ArrayList<Wanted>();
        for (JsonNode input : call.inputs(MAXIMUM_WRITE)) {
            wanted.add(new Wanted(
                    LinkRequest.end(input, "from"), LinkRequest.end(input, "to"), Json.requiredText(input, "type")));
        }
        return wanted;
    }

    private SimulatedResponse linkBatch(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        List<Wanted> wanted = wanted(call);
        var answer = new BatchAnswer(clock.millis());
        crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            var planned = new ArrayList<Runnable>();
            for (Wanted each : wanted) {
                try {
                    planned.add(plan(writer, from, to, each, answer));
                } catch (ApiException refused) {
                    if (links.own().invalidInputFailsBatch()) {
                        throw refused;
                    }
                    answer.add(refused.error());
                }
            }
            planned.forEach(Runnable::run);
            return answer;
        });
        return answer.toResponse(201, clock.millis());
    }

    private Runnable plan(LinkWriter writer, ObjectType from, ObjectType to, Wanted wanted, BatchAnswer answer) {
        LinkType kind = kind(from, to, wanted.kind());
        StoredRecord record = writer.record(from, wanted.fromId());
        LinkWriter.Planned planned = writer.plan(from, record, to, wanted.toId(), List.of(kind), false);
        return () -> {
            planned.apply(record.id());
            ObjectNode result = Json.object();
            result.putObject("from").put("id", wanted.fromId());
            result.putObject("to").put("id", wanted.toId());
            answer.add(result.put("type", kind.name()));
        };
    }

    private SimulatedResponse unlinkBatch(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        List<Wanted> wanted = wanted(call);
        return crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            List<LinkType> kinds =
                    wanted.stream().map(each -> kind(from, to, each.kind())).toList();
            for (int i = 0; i < wanted.size(); i++) {
                unlink(writer, from, wanted.get(i).fromId(), to, wanted.get(i).toId(), kinds.get(i));
            }
            return SimulatedResponse.noContent();
        });
    }

    /** The kind of link with that name or id in this direction. */
    private LinkType kind(ObjectType from, ObjectType to, String name) {
        for (LinkType type : links.types().between(from, to)) {
            if (type.name().equals(name) || Integer.toString(type.typeId()).equals(name)) {
                return type;
            }
        }
        throw ApiError.invalid("Invalid association type: " + name).exception();
    }

    private ObjectType type(Call call, String variable) {
        return crm.types().named(call.variable(variable));
    }
}
