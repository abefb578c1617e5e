package dev.linchpin.simulator.control;

import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.owners.OwnersDesk;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.settings.Durations;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import dev.linchpin.simulator.webhooks.Webhooks;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control API: what tests and demos do to the simulated account from outside HubSpot's API. It needs no token, knows no
 * limits, and its calls are not counted. Thread-safe.
 */
public final class ControlApi {

    /** Where all of it is. */
    public static final String PREFIX = "/_simulator";

    private final Crm crm;
    private final Search search;
    private final Agenda agenda;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Stats stats;
    private final Webhooks webhooks;
    private final RateLimits limits;
    private final OwnersDesk owners;
    private final Edits edits;
    private final FaultPlans faultPlans;

    /** Wires the control API to what it controls. */
    public ControlApi(
            Crm crm,
            Search search,
            Agenda agenda,
            SettingsStore settings,
            SimulatorClock clock,
            Faults faults,
            Stats stats,
            Webhooks webhooks,
            RateLimits limits) {
        this.crm = crm;
        this.search = search;
        this.agenda = agenda;
        this.settings = settings;
        this.clock = clock;
        this.stats = stats;
        this.webhooks = webhooks;
        this.limits = limits;
        this.owners = new OwnersDesk(crm.owners(), clock);
        this.edits = new Edits(crm, settings);
        this.faultPlans = new FaultPlans(faults);
    }

    /** Answers a call under {@link #PREFIX}. */
    public SimulatedResponse handle(SimulatedRequest request) {
        try {
            return route(request);
        } catch (ApiException e) {
            return SimulatedResponse.json(e.error().status(), e.error().toAnswer(""));
        } catch (IllegalArgumentException | DateTimeException e) {
            return SimulatedResponse.json(
                    400, ApiError.invalid(String.valueOf(e.getMessage())).toAnswer(""));
        }
    }

    private SimulatedResponse route(SimulatedRequest request) {
        List<String> path = request.segments().subList(1, request.segments().size());
        if (path.size() == 3
                && path.getFirst().equals("users")
                && path.getLast().equals("edits")) {
            require(request, "POST");
            return edits.edit(path.get(1), Json.readObject(request.body()));
        }
        if (path.size() > 1 && path.getFirst().equals("owners")) {
            boolean back = path.size() == 3 && path.getLast().equals("restore");
            require(request, back ? "POST" : "DELETE");
            return owners.archive(path.get(1), !back);
        }
        String name = path.size() == 1 ? path.getFirst() : "";
        return switch (request.method() + " " + name) {
            case "GET stats" -> SimulatedResponse.json(200, stats());
            case "DELETE stats" -> {
                stats.clear();
                yield SimulatedResponse.empty(204);
            }
            case "GET faults" -> SimulatedResponse.json(200, faultPlans.toJson());
            case "PUT faults" -> SimulatedResponse.json(200, faultPlans.replace(Json.readObject(request.body())));
            case "DELETE faults" -> {
                faultPlans.clear();
                yield SimulatedResponse.empty(204);
            }
            case "GET settings" -> SimulatedResponse.json(200, settings.toJson());
            case "PUT settings" -> {
                settings.patch(Json.readObject(request.body()));
                yield SimulatedResponse.json(200, settings.toJson());
            }
            case "POST owners" -> owners.add(Json.readObject(request.body()));
            case "POST reset" -> {
                reset();
                yield SimulatedResponse.empty(204);
            }
            case "GET clock" -> SimulatedResponse.json(200, time());
            case "POST clock" -> {
                move(Json.readObject(request.body()));
                yield SimulatedResponse.json(200, time());
            }
            default ->
                throw ApiError.of(
                                404,
                                "OBJECT_NOT_FOUND",
                                "The control API has users/{id}/edits, owners, stats, faults, settings, reset and clock")
                        .exception();
        };
    }

    private static void require(SimulatedRequest request, String method) {
        if (!request.method().equals(method)) {
            throw ApiError.of(405, "METHOD_NOT_ALLOWED", "Use " + method).exception();
        }
    }

    private ObjectNode stats() {
        ObjectNode json = stats.toJson();
        ObjectNode records = json.putObject("records");
        ObjectNode archived = json.putObject("archived");
        for (ObjectType type : crm.types().all()) {
            int live = crm.count(type, false);
            int gone = crm.count(type, true);
            if (live > 0) {
                records.put(type.name(), live);
            }
            if (gone > 0) {
                archived.put(type.name(), gone);
            }
        }
        ObjectNode events = (ObjectNode) json.get("webhooks");
        events.put("queued", webhooks.queued());
        events.put("inFlight", webhooks.inFlight());
        return json;
    }

    private void reset() {
        agenda.clear();
        crm.clear();
        search.rebuild();
        webhooks.clear();
        limits.clear();
        stats.clear();
        faultPlans.clear();
    }

    private void move(ObjectNode body) {
        String advance = Json.optionalText(body, "advance");
        String set = Json.optionalText(body, "set");
        if ((advance == null) == (set == null)) {
            throw new IllegalArgumentException("Give either \"advance\" or \"set\"");
        }
        if (advance != null) {
            clock.advance(Durations.parse(advance));
        } else if (set != null) {
            clock.moveTo(Instant.parse(set));
        }
    }

    private ObjectNode time() {
        ObjectNode json = Json.object();
        json.put("now", clock.instant().toString());
        return json;
    }
}
