package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.BatchAnswer;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the links of many records.
 *
 * <p>Source: HubSpot docs, "Associate records", section "Limits" for the sizes; the OpenAPI for the answers.
 */
final class BatchAssociationsApi {

    private static final int MAXIMUM_READ = 1_000;
    private static final int MAXIMUM_WRITE = 2_000;
    private static final int MAXIMUM_DISTINCT_FROM = 100;

    private final Crm crm;
    private final Links links;
    private final SimulatorClock clock;
    private final LinkJson json;

    /** Serves the account. */
    BatchAssociationsApi(Crm crm, Links links, SimulatorClock clock) {
        this.crm = crm;
        this.links = links;
        this.clock = clock;
        this.json = new LinkJson(links);
    }

    List<Route> routes() {
        return List.of(
                route("read", Access.READ_RECORDS, this::read).reading(),
                route("create", Access.WRITE_RECORDS, this::create),
                route("associate/default", Access.WRITE_RECORDS, this::linkPlainly),
                route("archive", Access.WRITE_RECORDS, this::unlink),
                route("labels/archive", Access.WRITE_RECORDS, this::removeLabels));
    }

    private static Route route(String name, Access access, Route.Handler handler) {
        return Route.of("POST", "/crm/associations/{type}/{toType}/batch/" + name, access, handler)
                .under(AssociationsApi.VERSIONS);
    }

    private SimulatedResponse read(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        List<JsonNode> inputs = call.inputs(MAXIMUM_READ);
        var answer = new BatchAnswer(clock.millis());
        crm.read(() -> {
            for (JsonNode input : inputs) {
                String id = Json.requiredText(input, "id");
                long after = AssociationsApi.after(Json.optionalText(input, "after"));
                StoredRecord record = crm.live(from, id);
                Links.Page page = record == null
                        ? new Links.Page(List.of(), null)
                        : links.page(from, record.id(), to, after, links.own().batchReadPage());
                if (!page.results().isEmpty()) {
                    answer.add(result(call, id, page));
                } else if (links.own().emptyReadIsError()) {
                    answer.add(LinkErrors.noneFound(from, id, to));
                }
            }
            return answer;
        });
        return answer.toResponse(200, clock.millis());
    }

    private ObjectNode result(Call call, String id, Links.Page page) {
        ObjectNode result = Json.object();
        result.putObject("from").put("id", id);
        var to = result.putArray("to");
        page.results().stream().map(json::linked).forEach(to::add);
        LinkJson.paging(result, page, call.request().path());
        return result;
    }

    private SimulatedResponse create(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        return run(call, 201, pairs(call, true), (writer, pair) -> {
            Supplier<Linking.Done> plan = new Linking(writer, from, to).plan(pair.fromId(), pair.toId(), pair.types());
            return () -> {
                Linking.Done done = plan.get();
                return List.of(json.labels(from, done.fromId(), to, done.toId(), done.types()));
            };
        });
    }

    private SimulatedResponse linkPlainly(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        return run(call, 200, pairs(call, false), (writer, pair) -> {
            LinkType plain = writer.plain(from, to);
            StoredRecord record = writer.record(from, pair.fromId());
            StoredRecord other = writer.record(to, pair.toId());
            LinkWriter.Planned planned = writer.plan(from, record, to, pair.toId(), List.of(plain), false);
            return () -> {
                planned.apply(record.id());
                return List.of(
                        LinkJson.plain(plain, record.id(), other.id()),
                        LinkJson.plain(plain.inverse(), other.id(), record.id()));
            };
        });
    }

    /** Plans an input and says what to answer once it is done. */
    @FunctionalInterface
    private interface Step {
        Supplier<List<ObjectNode>> plan(LinkWriter writer, Pair pair);
    }

    private SimulatedResponse run(Call call, int status, List<Pair> pairs, Step step) {
        boolean whole = links.own().invalidInputFailsBatch();
        var answer = new BatchAnswer(clock.millis());
        crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            var planned = new ArrayList<Supplier<List<ObjectNode>>>();
            for (Pair pair : pairs) {
                try {
                    planned.add(step.plan(writer, pair));
                } catch (ApiException refused) {
                    if (whole) {
                        throw refused;
                    }
                    answer.add(refused.error());
                }
            }
            planned.forEach(each -> each.get().forEach(answer::add));
            return answer;
        });
        return answer.toResponse(status, clock.millis());
    }

    private SimulatedResponse unlink(Call call) {
        var pairs = new ArrayList<Pair>();
        for (JsonNode input : call.inputs(MAXIMUM_WRITE)) {
            JsonNode others = input.get("to");
            if (others == null || !others.isArray()) {
                throw LinkRequest.missing("to");
            }
            others.values()
                    .forEach(other -> pairs.add(
                            new Pair(LinkRequest.end(input, "from"), Json.requiredText(other, "id"), List.of())));
        }
        long distinct = pairs.stream().map(Pair::fromId).distinct().count();
        if (distinct > MAXIMUM_DISTINCT_FROM) {
            throw ApiError.invalid("Request contains too many distinct from objects: " + distinct + ", the maximum is "
                            + MAXIMUM_DISTINCT_FROM)
                    .exception();
        }
        return remove(call, pairs, writer -> List.of(writer.plain(type(call, "type"), type(call, "toType"))));
    }

    private SimulatedResponse removeLabels(Call call) {
        List<Pair> pairs = pairs(call, true);
        return remove(call, pairs, writer -> List.of());
    }

    /**
     * Takes kinds of links away, those of each pair and those of all. What is not linked is passed over; the dated versions
     * answer a body where v4 has none (OpenAPI).
     */
    private SimulatedResponse remove(Call call, List<Pair> pairs, Function<LinkWriter, List<LinkType>> ofAll) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        var answer = new BatchAnswer(clock.millis());
        crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            List<LinkType> common = ofAll.apply(writer);
            pairs.forEach(pair -> pair.types().forEach(writer::find));
            for (Pair pair : pairs) {
                StoredRecord record = writer.find(from, pair.fromId());
                StoredRecord other = writer.find(to, pair.toId());
                if (record != null && other != null) {
                    var kinds = new ArrayList<>(common);
                    pair.types().stream().map(writer::find).forEach(kinds::add);
                    writer.changes().remove(from, record.id(), to, other.id(), kinds);
                }
            }
            return writer;
        });
        return call.version().isDated() ? answer.toResponse(200, clock.millis()) : SimulatedResponse.noContent();
    }

    /** Two records as a batch call names them, and kinds of links. */
    private record Pair(String fromId, String toId, List<LinkRequest.Spec> types) {}

    private static List<Pair> pairs(Call call, boolean withTypes) {
        var pairs = new ArrayList<Pair>();
        for (JsonNode input : call.inputs(MAXIMUM_WRITE)) {
            JsonNode types = input.get("types");
            if (withTypes && types == null) {
                throw LinkRequest.missing("types");
            }
            pairs.add(new Pair(
                    LinkRequest.end(input, "from"),
                    LinkRequest.end(input, "to"),
                    types == null ? List.of() : LinkRequest.specs(types)));
        }
        return pairs;
    }

    private ObjectType type(Call call, String variable) {
        return crm.types().named(call.variable(variable));
    }
}
