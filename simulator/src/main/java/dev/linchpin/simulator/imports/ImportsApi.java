package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Paging;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Multipart;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about imports.
 *
 * <p>Source: HubSpot docs, "Imports" (developers.hubspot.com/docs/api-reference/latest/crm/imports/guide), and the models of
 * HubSpot's own client.
 */
public final class ImportsApi {

    private static final Access SCOPE = Access.anyOf("crm.import");
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAXIMUM_LIMIT = 100;

    private final Imports imports;
    private final Crm crm;
    private final SimulatorClock clock;

    /** Serves these imports of the account. */
    public ImportsApi(Imports imports, Crm crm, SimulatorClock clock) {
        this.imports = imports;
        this.crm = crm;
        this.clock = clock;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "/crm/imports", SCOPE, this::list),
                Route.of("POST", "/crm/imports", SCOPE, this::start),
                Route.of("GET", "/crm/imports/{importId}", SCOPE, this::read),
                Route.of("POST", "/crm/imports/{importId}/cancel", SCOPE, this::cancel),
                Route.of("GET", "/crm/imports/{importId}/errors", SCOPE, this::errors));
    }

    private SimulatedResponse start(Call call) {
        ImportRequest request = ImportRequest.parse(Multipart.parts(call.request()), crm.types());
        return imports.read(() -> SimulatedResponse.ok(ImportJson.render(imports.start(request))));
    }

    private SimulatedResponse list(Call call) {
        return imports.read(() -> {
            List<FileImport> all = imports.newestFirst() ? imports.all().reversed() : imports.all();
            return page(call, all.size(), index -> ImportJson.render(all.get(index)));
        });
    }

    private SimulatedResponse read(Call call) {
        return about(call, running -> SimulatedResponse.ok(ImportJson.render(running)));
    }

    private SimulatedResponse cancel(Call call) {
        return about(call, running -> {
            if (running.state.isOver()) {
                throw ApiError.invalid("Import " + running.id + " cannot be canceled: it is " + running.state)
                        .exception();
            }
            imports.cancel(running);
            ObjectNode json = Json.object();
            json.put("status", "COMPLETE");
            json.put("startedAt", Timestamps.iso(clock.millis()));
            json.put("completedAt", Timestamps.iso(clock.millis()));
            return SimulatedResponse.ok(json);
        });
    }

    private SimulatedResponse errors(Call call) {
        boolean withMessage = call.flag("includeErrorMessage");
        boolean withRow = call.flag("includeRowData");
        return about(
                call,
                running -> page(
                        call, running.errors.size(), index -> ImportJson.error(running, index, withMessage, withRow)));
    }

    private SimulatedResponse about(Call call, Function<FileImport, SimulatedResponse> answer) {
        String id = call.variable("importId");
        Supplier<SimulatedResponse> found = () -> {
            FileImport running = id.matches("\\d{1,18}") ? imports.find(Long.parseLong(id)) : null;
            if (running == null) {
                throw ApiError.notFound("There is no import with the id " + id)
                        .withContext(Map.of("importId", List.of(id)))
                        .exception();
            }
            return answer.apply(running);
        };
        return imports.read(found);
    }

    /** A page whose cursor is the number of entries before the next one. */
    private static SimulatedResponse page(Call call, int size, IntFunction<ObjectNode> entry) {
        int limit = Paging.limit(call, DEFAULT_LIMIT, MAXIMUM_LIMIT);
        int from = Math.clamp(call.intParameter("after", 0), 0, size);
        int to = Math.min(from + limit, size);
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        for (int i = from; i < to; i++) {
            results.add(entry.apply(i));
        }
        if (to < size) {
            Paging.next(json, Integer.toString(to), call.linkAfter(Integer.toString(to)));
        }
        return SimulatedResponse.ok(json);
    }
}
