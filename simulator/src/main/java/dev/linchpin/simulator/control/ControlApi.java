package dev.linchpin.simulator.control;

import dev.linchpin.simulator.api.Api;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.owners.OwnersDesk;
import dev.linchpin.simulator.settings.Durations;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import dev.linchpin.simulator.webhooks.Webhooks;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control API: what tests and demos do to the simulated account from outside HubSpot's API. It needs no token, knows no
 * limits, and its calls are not counted. Thread-safe.
 */
public final class ControlApi {

    /** Where all of it is. */
    public static final String PREFIX = "/_simulator";

    private final Crm crm;
    private final List<Runnable> resets;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Stats stats;
    private final Webhooks webhooks;
    private final OwnersDesk owners;
    private final Edits edits;
    private final FaultPlans faultPlans;
    private final List<ControlCall> calls;
    private final Index index;

    /**
     * Wires the control API to what it controls.
     *
     * @param resets each empties a part of the account, in this order
     */
    public ControlApi(
            Api api,
            Crm crm,
            Links links,
            SettingsStore settings,
            SimulatorClock clock,
            Faults faults,
            Stats stats,
            Webhooks webhooks,
            List<Runnable> resets) {
        this.crm = crm;
        this.resets = List.copyOf(resets);
        this.settings = settings;
        this.clock = clock;
        this.stats = stats;
        this.webhooks = webhooks;
        this.owners = new OwnersDesk(crm.owners(), clock);
        this.edits = new Edits(crm, links, settings);
        this.faultPlans = new FaultPlans(faults);
        this.calls = calls();
        this.index = new Index(calls, api.routes(), settings);
    }

    private List<ControlCall> calls() {
        return List.of(
                new ControlCall(
                        "POST",
                        "users/{id}/edits",
                        "Creates, changes, links, archives, restores or merges a record, as that person in HubSpot's own interface.",
                        "{\"objectType\":\"contacts\",\"id\":\"30000000001\",\"properties\":{\"phone\":\"+49 30 1\"}}",
                        true,
                        request -> edits.edit(segments(request).get(1), body(request))),
                new ControlCall(
                        "POST",
                        "owners",
                        "Adds an owner; \"type\" is PERSON unless it says QUEUE.",
                        "{\"email\":\"kim@example.com\",\"firstName\":\"Kim\",\"lastName\":\"Roe\"}",
                        true,
                        request -> owners.add(body(request))),
                new ControlCall(
                        "DELETE",
                        "owners/{owner}",
                        "Lets an owner leave: it is archived.",
                        "",
                        true,
                        request -> owners.archive(segments(request).get(1), true)),
                new ControlCall(
                        "POST",
                        "owners/{owner}/restore",
                        "Brings an owner back.",
                        "",
                        true,
                        request -> owners.archive(segments(request).get(1), false)),
                ControlCall.reading("clock", "The account's time.", request -> SimulatedResponse.ok(time())),
                new ControlCall(
                        "POST",
                        "clock",
                        "Moves the account's time forward, by \"advance\" or to \"set\".",
                        "{\"advance\":\"24h\"}",
                        true,
                        request -> {
                            move(body(request));
                            return SimulatedResponse.ok(time());
                        }),
                ControlCall.reading(
                        "settings", "The settings in force.", request -> SimulatedResponse.ok(settings.toJson())),
                new ControlCall(
                        "PUT",
                        "settings",
                        "Changes the settings that are named and leaves the rest.",
                        "{\"searchLag\":\"0\",\"limits\":\"off\"}",
                        true,
                        request -> {
                            settings.patch(body(request));
                            return SimulatedResponse.ok(settings.toJson());
                        }),
                ControlCall.reading(
                        "faults",
                        "The fault rules in force, with what is left of their counts.",
                        request -> SimulatedResponse.ok(faultPlans.toJson())),
                new ControlCall(
                        "PUT",
                        "faults",
                        "Replaces the fault rules.",
                        "{\"seed\":1,\"rules\":[{\"route\":\"POST /crm/objects/*/contacts/**\",\"kind\":\"429\",\"rate\":0.1}]}",
                        false,
                        request -> SimulatedResponse.ok(faultPlans.replace(body(request)))),
                new ControlCall("DELETE", "faults", "Ends all faults.", "", false, request -> {
                    faultPlans.clear();
                    return SimulatedResponse.noContent();
                }),
                ControlCall.reading(
                        "stats",
                        "What was called, refused, written and delivered so far.",
                        request -> SimulatedResponse.ok(stats())),
                new ControlCall("DELETE", "stats", "Begins to count anew.", "", false, request -> {
                    stats.clear();
                    return SimulatedResponse.noContent();
                }),
                new ControlCall("POST", "reset", "Empties the account; settings and clock stay.", "", true, request -> {
                    reset();
                    return SimulatedResponse.noContent();
                }));
    }

    /** Answers a call under {@link #PREFIX}. */
    public SimulatedResponse handle(SimulatedRequest request) {
        try {
            if (segments(request).isEmpty()) {
                return index.answer(request);
            }
            ControlCall call = find(request);
            return call.handler().handle(request).writing(call.kept());
        } catch (ApiException e) {
            return SimulatedResponse.json(e.error().status(), e.error().toAnswer(""));
        } catch (IllegalArgumentException | DateTimeException e) {
            return SimulatedResponse.json(
                    400, ApiError.invalid(String.valueOf(e.getMessage())).toAnswer(""));
        }
    }

    /** Whether an account that is kept across restarts must be told of such a call again. */
    public boolean writes(SimulatedRequest request) {
        return calls.stream()
                .anyMatch(
                        call -> call.kept() && call.method().equals(request.method()) && call.fits(segments(request)));
    }

    private ControlCall find(SimulatedRequest request) {
        List<ControlCall> fitting =
                calls.stream().filter(call -> call.fits(segments(request))).toList();
        if (fitting.isEmpty()) {
            throw ApiError.notFound("The control API has no such call; GET " + PREFIX + " tells what there is: "
                            + calls.stream().map(ControlCall::path).distinct().toList())
                    .exception();
        }
        return fitting.stream()
                .filter(call -> call.method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> ApiError.of(
                                405,
                                "METHOD_NOT_ALLOWED",
                                "Use "
                                        + fitting.stream()
                                                .map(ControlCall::method)
                                                .collect(Collectors.joining(" or ")))
                        .exception());
    }

    private static List<String> segments(SimulatedRequest request) {
        List<String> all = request.segments();
        return all.subList(1, all.size());
    }

    private static ObjectNode body(SimulatedRequest request) {
        return Json.readObject(request.body());
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
        resets.forEach(Runnable::run);
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
