package dev.linchpin.simulator.control;

import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.settings.Meanings;
import dev.linchpin.simulator.settings.SettingsStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the simulator says about itself: every control call, setting, kind of fault and route, taken from where they are
 * defined. JSON, or a page for browsers. Immutable.
 */
final class Index {

    private final List<ControlCall> calls;
    private final List<Route> routes;
    private final SettingsStore settings;

    Index(List<ControlCall> calls, List<Route> routes, SettingsStore settings) {
        this.calls = calls;
        this.routes = routes;
        this.settings = settings;
    }

    SimulatedResponse answer(SimulatedRequest request) {
        String accept = request.header("accept");
        ObjectNode json = json();
        return accept != null && accept.contains("text/html")
                ? SimulatedResponse.html(200, IndexPage.of(json))
                : SimulatedResponse.ok(json);
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put(
                "about",
                "A HubSpot that runs on this machine. Control calls need no token and count towards no limit.");
        var control = json.putArray("control");
        for (ControlCall call : calls) {
            ObjectNode entry = control.addObject();
            entry.put("method", call.method());
            entry.put("path", ControlApi.PREFIX + "/" + call.path());
            entry.put("does", call.does());
            if (!call.example().isEmpty()) {
                entry.set("example", Json.readObject(call.example().getBytes(StandardCharsets.UTF_8)));
            }
        }
        var known = json.putArray("settings");
        settings.describe().forEach(setting -> {
            ObjectNode entry = known.addObject();
            entry.put("name", setting.name());
            entry.set("default", setting.standard());
            entry.put("meaning", setting.meaning());
        });
        var kinds = json.putArray("faults");
        Map<String, String> meanings = Meanings.ofConstants(FaultKind.class);
        for (FaultKind kind : FaultKind.values()) {
            ObjectNode entry = kinds.addObject();
            entry.put("kind", kind.word());
            entry.put("meaning", meanings.getOrDefault(kind.name(), ""));
        }
        var paths = json.putArray("routes");
        for (Route route : routes) {
            ObjectNode entry = paths.addObject();
            entry.put("method", route.method());
            entry.set("paths", Json.array(route.paths()));
            entry.put("quota", route.quota().name().toLowerCase(Locale.ROOT));
        }
        return json;
    }
}
