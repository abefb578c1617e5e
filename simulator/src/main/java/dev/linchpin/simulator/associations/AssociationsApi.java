package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.BatchAnswer;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about the links of one record.
 *
 * <p>Source: HubSpot docs, "Associate records" (developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide).
 */
final class AssociationsApi {

    /** Under v3 the same paths mean the older API. */
    static final Set<ApiVersion> VERSIONS = Set.of(ApiVersion.V4, ApiVersion.SPRING_2026, ApiVersion.AUTUMN_2026);

    private static final int MAXIMUM_PAGE = 500;

    private final Crm crm;
    private final Links links;
    private final SimulatorClock clock;
    private final LinkJson json;

    /** Serves the account. */
    AssociationsApi(Crm crm, Links links, SimulatorClock clock) {
        this.crm = crm;
        this.links = links;
        this.clock = clock;
        this.json = new LinkJson(links);
    }

    List<Route> routes() {
        String of = "/crm/objects/{type}/{id}/associations/";
        return List.of(
                Route.of("GET", of + "{toType}", Access.READ_RECORDS, this::list)
                        .under(VERSIONS),
                Route.of("PUT", of + "default/{toType}/{toId}", Access.WRITE_RECORDS, this::linkPlainly)
                        .under(VERSIONS),
                Route.of("PUT", of + "{toType}/{toId}", Access.WRITE_RECORDS, this::setLabels)
                        .under(VERSIONS),
                Route.of("DELETE", of + "{toType}/{toId}", Access.WRITE_RECORDS, this::unlink)
                        .under(VERSIONS));
    }

    private SimulatedResponse list(Call call) {
        Links.Page page = page(crm, links, call, MAXIMUM_PAGE);
        ObjectNode answer = Json.object();
        var results = answer.putArray("results");
        page.results().stream().map(json::linked).forEach(results::add);
        LinkJson.paging(answer, page, call.request().path());
        return SimulatedResponse.ok(answer);
    }

    /** The page of a record's links that a call asks for. */
    static Links.Page page(Crm crm, Links links, Call call, int maximum) {
        int limit = Paging.limit(call, maximum, maximum);
        ObjectType from = crm.types().named(call.variable("type"));
        ObjectType to = crm.types().named(call.variable("toType"));
        return crm.read(() -> {
            StoredRecord record = crm.live(from, call.variable("id"));
            if (record == null && !links.own().unknownRecordReadsEmpty()) {
                throw ApiError.objectNotFound(call.variable("id")).exception();
            }
            return record == null
                    ? new Links.Page(List.of(), null)
                    : links.page(from, record.id(), to, after(call.parameter("after")), limit);
        });
    }

    static long after(@Nullable String after) {
        try {
            return after == null || after.isEmpty() ? Long.MIN_VALUE : Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for after: " + after).exception();
        }
    }

    private SimulatedResponse linkPlainly(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        var answer = new BatchAnswer(clock.millis());
        crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            LinkType plain = writer.plain(from, to);
            StoredRecord record = writer.record(from, call.variable("id"));
            StoredRecord other = writer.record(to, call.variable("toId"));
            writer.plan(from, record, to, call.variable("toId"), List.of(plain), false)
                    .apply(record.id());
            answer.add(LinkJson.plain(plain, record.id(), other.id()));
            answer.add(LinkJson.plain(plain.inverse(), other.id(), record.id()));
            return plain;
        });
        return answer.toResponse(200, clock.millis());
    }

    private SimulatedResponse setLabels(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        List<LinkRequest.Spec> specs =
                LinkRequest.specs(Json.readArray(call.request().body()));
        return crm.write(call.source(), session -> {
            var linking = new Linking(links.writing(session), from, to);
            Linking.Done done = linking.plan(call.variable("id"), call.variable("toId"), specs)
                    .get();
            return SimulatedResponse.json(201, json.labels(from, done.fromId(), to, done.toId(), done.types()));
        });
    }

    private SimulatedResponse unlink(Call call) {
        ObjectType from = type(call, "type");
        ObjectType to = type(call, "toType");
        return crm.write(call.source(), session -> {
            LinkWriter writer = links.writing(session);
            StoredRecord record = writer.find(from, call.variable("id"));
            StoredRecord other = writer.find(to, call.variable("toId"));
            if (record != null && other != null) {
                writer.changes().put(from, record.id(), to, other.id(), List.of());
            }
            return SimulatedResponse.noContent();
        });
    }

    private ObjectType type(Call call, String variable) {
        return crm.types().named(call.variable(variable));
    }
}
