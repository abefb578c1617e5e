package dev.linchpin.torture.world;

import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.torture.schedule.Scheduler;
import dev.linchpin.torture.schedule.VirtualClock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HubSpot account: calls, people in its user interface, and what it does by itself in virtual time. */
public final class Account {
    /** Of an app that is not tested here, by which people look and define things, past all limits and faults. */
    private static final String TOKEN = "people";

    private static final int APP = 99;

    /** HubSpot's number of the association of a contact with its primary company. */
    private static final int PRIMARY = 1;

    private static final String WEBHOOKS = "http://localhost/webhooks";
    private static final JsonMapper JSON = new JsonMapper();

    private final SimulatedHubSpot hubspot;
    private final Scheduler scheduler;
    private final VirtualClock clock;
    private final long ahead;
    private int tokens = 1;
    private Predicate<byte[]> receiver = body -> false;
    private long armedFor = Long.MAX_VALUE;

    Account(Options options, VirtualClock clock, Scheduler scheduler) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.ahead = options.hubspotAhead().toMillis();
        InstantSource ahead = clock.ahead(options.hubspotAhead());
        this.hubspot = new SimulatedHubSpot(SimulatorOptions.defaults()
                .withRecords(0, 0, 0)
                .withSeed(options.seed())
                .withSearchLag(options.searchLag())
                .withClock(ahead)
                .withWebhooks(options.webhooks() ? WEBHOOKS : null, "secret"));
        settings("{\"limits\":\"" + options.limits() + "\",\"webhooks\":{\"associations\":"
                + options.has(Extra.ASSOCIATIONS) + "},\"autoAssociation\":{\"enabled\":"
                + options.has(Extra.AUTO_ASSOCIATION) + ",\"createsCompanies\":false}}");
        giveToken("");
    }

    /** @param hears takes the body of a delivery, and answers whether it did */
    void deliverTo(Predicate<byte[]> hears) {
        receiver = hears;
        arm();
    }

    /** A call on HubSpot's paths or on the simulator's own. */
    public SimulatedResponse handle(SimulatedRequest request) {
        var answer = hubspot.handle(request);
        arm();
        return answer;
    }

    /** The token that Linchpin was given last. */
    String token() {
        return "pat-" + tokens;
    }

    /** From now on every call with the present token is answered 401. */
    public void expireToken() {
        giveToken(",\"expiresAt\":\"" + clock.instant().minusSeconds(2) + "\"");
    }

    /** Linchpin is given another token, and no other works. */
    public void renewToken() {
        tokens++;
        giveToken("");
    }

    private void giveToken(String expiry) {
        settings("{\"tokens\":[{\"token\":\"" + TOKEN + "\",\"appId\":" + APP + "},{\"token\":\"" + token() + "\""
                + expiry + "}]}");
    }

    /** Changes settings of the simulator. */
    public void settings(String json) {
        control("PUT", "/_simulator/settings", json);
    }

    /** Replaces what goes wrong with calls. */
    public void faults(String rules) {
        control("PUT", "/_simulator/faults", "{\"rules\":[" + rules + "]}");
    }

    private SimulatedResponse control(String method, String path, String body) {
        var answer = handle(SimulatedRequest.of(method, path, null, body));
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " " + body + ": " + answer.text());
        }
        return answer;
    }

    /** Somebody acts in the user interface; answers the record as it is then, empty when HubSpot refuses. */
    public Optional<JsonNode> person(String json) {
        var answer = handle(SimulatedRequest.of("POST", "/_simulator/users/7/edits", null, json));
        return answer.status() >= 300 ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
    }

    public JsonNode stats() {
        return JSON.readTree(control("GET", "/_simulator/stats", "").body());
    }

    /** All live records of a type, by id, with these properties; as an owner of the account exports them. */
    public Map<String, JsonNode> records(String type, List<String> properties) {
        var found = new LinkedHashMap<String, JsonNode>();
        var after = "";
        do {
            var answer = hubspot.repeat(SimulatedRequest.of(
                    "GET",
                    "/crm/objects/2026-09/" + type + "?limit=100&properties=" + String.join(",", properties)
                            + (after.isEmpty() ? "" : "&after=" + after),
                    TOKEN,
                    ""));
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.text());
            }
            var page = JSON.readTree(answer.body());
            page.path("results").forEach(record -> found.put(record.path("id").asString(), record.path("properties")));
            after = page.path("paging").path("next").path("after").asString("");
        } while (!after.isEmpty());
        return found;
    }

    /** What a property of a live record held before it got its value, as its history shows to people; empty when there is none. */
    public Optional<String> former(String type, String id, String property) {
        var answer = hubspot.repeat(SimulatedRequest.of(
                "GET", "/crm/objects/2026-09/" + type + "/" + id + "?propertiesWithHistory=" + property, TOKEN, ""));
        var former = JSON.readTree(answer.body())
                .path("propertiesWithHistory")
                .path(property)
                .path(1)
                .path("value")
                .asString("");
        return answer.status() == 200 && !former.isEmpty() ? Optional.of(former) : Optional.empty();
    }

    /** An administrator changes a property's definition. */
    public void definition(String method, String path, String json) {
        var answer = hubspot.repeat(SimulatedRequest.of(method, "/crm/properties/2026-09/" + path, TOKEN, json));
        arm();
        if (answer.status() >= 300) {
            throw new IllegalStateException(path + " " + json + ": " + answer.text());
        }
    }

    /** The live companies that a live contact is associated with, by id; whether one is the primary one is the value. */
    public Map<String, Boolean> companiesOf(String contact) {
        var answer = hubspot.repeat(SimulatedRequest.of(
                "GET", "/crm/objects/2026-09/contacts/" + contact + "/associations/companies?limit=500", TOKEN, ""));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
        var companies = new LinkedHashMap<String, Boolean>();
        for (var one : JSON.readTree(answer.body()).path("results")) {
            var isPrimary = false;
            for (var type : one.path("associationTypes")) {
                isPrimary |= type.path("category").asString().equals("HUBSPOT_DEFINED")
                        && type.path("typeId").asInt() == PRIMARY;
            }
            companies.put(one.path("toObjectId").asString(), isPrimary);
        }
        return companies;
    }

    /** The primary company of a live contact. */
    public Optional<String> companyOf(String contact) {
        return companiesOf(contact).entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Events that are still to be delivered. */
    public int undelivered() {
        return hubspot.webhooks().queued() + hubspot.webhooks().inFlight();
    }

    /** Has the account act when it next does anything by itself. */
    private void arm() {
        var due = Math.min(
                hubspot.webhooks().nextDue().orElse(Long.MAX_VALUE),
                hubspot.agenda().nextDue().orElse(Long.MAX_VALUE));
        if (due == Long.MAX_VALUE) {
            return;
        }
        var next = due - ahead;
        if (next < armedFor) {
            armedFor = next;
            scheduler.at(next, () -> actBy(next));
        }
    }

    private void actBy(long due) {
        if (armedFor != due) {
            return;
        }
        armedFor = Long.MAX_VALUE;
        hubspot.agenda().catchUp();
        var delivery = hubspot.webhooks().take();
        if (delivery.isPresent()) {
            scheduler.at(
                    clock.millis(),
                    () -> hubspot.webhooks()
                            .settle(delivery.get(), receiver.test(delivery.get().body())));
        }
        arm();
    }
}
