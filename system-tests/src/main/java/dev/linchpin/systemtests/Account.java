package dev.linchpin.systemtests;

import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A HubSpot account, reached over HTTP alone: people edit it, other programs call its API with tokens of their own, so that
 * looking here uses up nothing of Linchpin's limits; by turns, so that it does not reach theirs.
 */
public final class Account implements AutoCloseable {
    /** What Linchpin is to use. */
    static final String TOKEN = "pat-simulator";

    private static final String OTHER_TOKEN = "pat-another-program-";
    private static final int OTHER_PROGRAMS = 20;
    private static final String CONTACTS = "/crm/objects/2026-09/contacts";

    private static final int BATCH = 100;

    private final Simulator simulator;

    private final AtomicInteger calls = new AtomicInteger();

    private Account(Simulator simulator) {
        this.simulator = simulator;
    }

    /** An account on a Professional plan whose search notices writes quickly. */
    public static Account with(int contacts, int companies) {
        return start(SimulatorOptions.defaults().withRecords(contacts, companies, 0));
    }

    public static Account start(SimulatorOptions options) {
        var account = new Account(Simulator.start(options.withPort(0).withSearchLag(Duration.ofMillis(200))));
        var tokens = IntStream.range(0, OTHER_PROGRAMS)
                .mapToObj(number -> Map.of("token", OTHER_TOKEN + number, "appId", 7_000 + number))
                .toList();
        account.settings(Map.of("tokens", tokens, "webhooks", Map.of("firstRetryAfter", "1s")));
        return account;
    }

    public String url() {
        return simulator.url();
    }

    // --- people and other programs -------------------------------------------------------------------------------

    /** Somebody makes a contact in HubSpot; answers its id. */
    public String create(Map<String, String> properties) {
        return person(Map.of("objectType", "contacts", "properties", properties))
                .path("id")
                .asString();
    }

    /** Another program makes a contact through HubSpot's API; answers its id. */
    public String createByApi(Map<String, String> properties) {
        return call("POST", CONTACTS, Answer.json(Map.of("properties", properties)))
                .orFail()
                .json()
                .path("id")
                .asString();
    }

    /** Another program changes a property of many contacts; answers how many calls that took. */
    public int updateByApi(List<String> ids, String property, String value) {
        var calls = 0;
        for (var from = 0; from < ids.size(); from += BATCH) {
            var inputs = ids.subList(from, Math.min(ids.size(), from + BATCH)).stream()
                    .map(id -> Map.of("id", id, "properties", Map.of(property, value)))
                    .toList();
            call("POST", CONTACTS + "/batch/update", Answer.json(Map.of("inputs", inputs)))
                    .orFail();
            calls++;
        }
        return calls;
    }

    public void edit(String id, String property, String value) {
        person(Map.of("objectType", "contacts", "id", id, "properties", Map.of(property, value)));
    }

    void archive(String id) {
        person(Map.of("objectType", "contacts", "id", id, "archive", true));
    }

    private JsonNode person(Map<String, Object> edit) {
        return control("POST", "users/7/edits", edit).json();
    }

    // --- what is there -------------------------------------------------------------------------------------------

    /** A live contact's property; null when it is blank, or there is no such contact. */
    @Nullable String value(String id, String property) {
        var answer = call("GET", CONTACTS + "/" + id + "?properties=" + property, "");
        return answer.status() == 404
                ? null
                : answer.orFail().json().path("properties").path(property).asString(null);
    }

    boolean isLive(String id) {
        var answer = call("GET", CONTACTS + "/" + id, "");
        return answer.status() != 404
                && !answer.orFail().json().path("archived").asBoolean();
    }

    /** All live contacts with these properties, by id. */
    Map<String, JsonNode> contacts(Iterable<String> properties) {
        var found = new LinkedHashMap<String, JsonNode>();
        var after = "";
        do {
            var page = call(
                            "GET",
                            CONTACTS + "?limit=100&properties=" + String.join(",", properties)
                                    + (after.isEmpty() ? "" : "&after=" + after),
                            "")
                    .orFail()
                    .json();
            page.path("results").forEach(record -> found.put(record.path("id").asString(), record.path("properties")));
            after = page.path("paging").path("next").path("after").asString("");
        } while (!after.isEmpty());
        return found;
    }

    /** All that a property of a contact has ever been, newest first. */
    JsonNode history(String id, String property) {
        return call("GET", CONTACTS + "/" + id + "?propertiesWithHistory=" + property, "")
                .orFail()
                .json()
                .path("propertiesWithHistory")
                .path(property);
    }

    /** How many live contacts hold this value. */
    long count(String property, String value) {
        return contacts(List.of(property)).values().stream()
                .filter(record -> value.equalsIgnoreCase(record.path(property).asString("")))
                .count();
    }

    /** The definitions of the properties of contacts. */
    JsonNode properties() {
        return call("GET", "/crm/properties/2026-09/contacts", "")
                .orFail()
                .json()
                .path("results");
    }

    /** Somebody adds an option to a property of contacts. */
    public void addOption(String property, String option) {
        var path = "/crm/properties/2026-09/contacts/" + property;
        var options = new ArrayList<Object>();
        call("GET", path, "").orFail().json().path("options").forEach(options::add);
        options.add(Map.of("label", option, "value", option, "displayOrder", options.size(), "hidden", false));
        call("PATCH", path, Answer.json(Map.of("options", options))).orFail();
    }

    /** A property of contacts that holds text. */
    void addProperty(String name) {
        call(
                        "POST",
                        "/crm/properties/2026-09/contacts",
                        Answer.json(Map.of(
                                "name", name,
                                "label", name,
                                "type", "string",
                                "fieldType", "text",
                                "groupName", "contactinformation")))
                .orFail();
    }

    private Answer call(String method, String path, String body) {
        var token = OTHER_TOKEN + calls.getAndIncrement() % OTHER_PROGRAMS;
        return Http.send(
                method,
                url() + path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body);
    }

    // --- the simulator's own controls ----------------------------------------------------------------------------

    JsonNode stats() {
        return control("GET", "stats", Map.of()).json();
    }

    void forgetStats() {
        control("DELETE", "stats", Map.of());
    }

    /** Answered or not, how many calls there were of the routes that fit. */
    long calls(Predicate<String> route) {
        var sum = 0L;
        for (var entry : stats().path("requests").properties()) {
            if (route.test(entry.getKey())) {
                for (var count : entry.getValue()) {
                    sum += count.asLong();
                }
            }
        }
        return sum;
    }

    /** How many records programs have written. */
    long writesByPrograms() {
        return stats().path("writes").path("INTEGRATION").asLong(0);
    }

    public void faults(List<Map<String, Object>> rules) {
        control("PUT", "faults", Map.of("seed", 1, "rules", rules));
    }

    public void clearFaults() {
        control("DELETE", "faults", Map.of());
    }

    public void settings(Map<String, Object> changes) {
        control("PUT", "settings", changes);
    }

    void sendWebhooksTo(String url, String secret) {
        settings(Map.of("webhooks", Map.of("target", url, "clientSecret", secret)));
    }

    private Answer control(String method, String name, Map<String, Object> body) {
        return Http.send(
                        method,
                        url() + "/_simulator/" + name,
                        Map.of("Content-Type", "application/json"),
                        body.isEmpty() ? "" : Answer.json(body))
                .orFail();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
