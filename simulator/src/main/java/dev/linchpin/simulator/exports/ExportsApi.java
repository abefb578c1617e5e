package dev.linchpin.simulator.exports;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.ApiVersion;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SignedLinks;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.lists.Lists;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about exports, and the files themselves.
 *
 * <p>Source: HubSpot docs, "Exports", and HubSpot's OpenAPI.
 */
public final class ExportsApi {

    private static final Access SCOPE = Access.anyOf("crm.export");
    private static final String FILES = "/crm/exports/" + ApiVersion.AUTUMN_2026.slug() + "/export/files/";

    private final Exports exports;
    private final Lists lists;
    private final Crm crm;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final SignedLinks links;

    /** Serves these exports of the account; the seed decides how links to files are signed. */
    public ExportsApi(Exports exports, Lists lists, Crm crm, SettingsStore settings, SimulatorClock clock, long seed) {
        this.exports = exports;
        this.lists = lists;
        this.crm = crm;
        this.settings = settings;
        this.clock = clock;
        this.links = new SignedLinks(seed);
    }

    /** Its routes. */
    public List<Route> routes() {
        String export = "/crm/exports/export/";
        return List.of(
                Route.of("POST", export + "async", SCOPE, this::start),
                Route.of("GET", export + "async/tasks/{taskId}/status", SCOPE, this::status),
                Route.of("GET", export + "{exportId}", SCOPE, this::read).under(ApiVersion.DATED),
                Route.of("GET", export + "files/{exportId}/{fileName}", Access.ANYBODY, this::download)
                        .under(ApiVersion.DATED)
                        .counting(Quota.NONE));
    }

    private SimulatedResponse start(Call call) {
        ExportRequest request = ExportRequest.parse(
                call.body(), call.app(), crm, lists, settings.get().behaviour(), exports.settings());
        Export export = exports.start(request);
        ObjectNode json = Json.object();
        json.put("id", Long.toString(export.id()));
        json.putObject("links").put("status", call.request().path() + "/tasks/" + export.id() + "/status");
        return SimulatedResponse.json(202, json);
    }

    private SimulatedResponse status(Call call) {
        Export export = require(call.variable("taskId"));
        long now = clock.millis();
        ObjectNode json = Json.object();
        json.put("status", export.status(now));
        json.put("requestedAt", Timestamps.iso(export.requestedAt()));
        if (now >= export.startsAt()) {
            json.put("startedAt", Timestamps.iso(export.startsAt()));
        }
        ExportFile file = export.file();
        if (file != null) {
            json.put("completedAt", Timestamps.iso(export.completesAt()));
            json.put("numErrors", 0);
            json.putArray("errors");
            long expiresAt = now + exports.settings().linksLast().toMillis();
            json.put("result", links.sign(base(call), FILES + export.id() + "/" + file.name(), expiresAt));
        }
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        Export export = require(call.variable("exportId"));
        long now = clock.millis();
        ObjectNode json = Json.object();
        json.put("id", Long.toString(export.id()));
        json.put("exportName", export.request().name());
        json.put("exportType", export.request().exportType());
        json.put("exportState", export.state(now));
        json.put("objectType", export.request().type().singular().toUpperCase(Locale.ROOT));
        json.set(
                "objectProperties",
                Json.array(export.request().properties().stream()
                        .map(Property::name)
                        .toList()));
        json.put("recordCount", export.recordCount());
        json.put("createdAt", Timestamps.iso(export.requestedAt()));
        json.put("updatedAt", Timestamps.iso(export.updatedAt(now)));
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse download(Call call) {
        // What HubSpot's file servers answer is UNCONFIRMED.
        links.objection(call.request(), clock.millis()).ifPresent(objection -> {
            throw ApiError.of(403, "FORBIDDEN", objection).exception();
        });
        ExportFile file = require(call.variable("exportId")).file();
        if (file == null || !file.name().equals(call.variable("fileName"))) {
            throw ApiError.notFound("resource not found").exception();
        }
        return SimulatedResponse.of(200, file.contentType(), file.content())
                .withHeaders(Map.of("Content-Disposition", "attachment; filename=\"" + file.name() + "\""));
    }

    private Export require(String id) {
        Export export = id.matches("\\d{1,18}") ? exports.find(Long.parseLong(id)) : null;
        if (export == null) {
            throw ApiError.notFound("There is no export with the id " + id)
                    .withContext(Map.of("id", List.of(id)))
                    .exception();
        }
        return export;
    }

    private String base(Call call) {
        String configured = exports.settings().publicUrl();
        return configured.isEmpty() ? call.base() : configured;
    }
}
