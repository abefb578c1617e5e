package dev.linchpin.benchmarks.site;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The simulated account as people and another program use it, and as the simulator itself tells of it. Thread-safe. */
public final class Account implements AutoCloseable {
    /** What Linchpin uses. */
    public static final String TOKEN = "pat-simulator";

    static final String SECRET = "the-secret-of-the-benchmarks";

    /** Of another app, whose limits are its own. */
    public static final String OTHER_TOKEN = "pat-another-program";

    private static final String CONTACTS = "/crm/objects/2026-09/contacts";
    private static final int BATCH = 100;
    private static final int BATCH_WITH_HISTORY = 50;

    private final SimulatorProcess simulator;
    private final Http api;

    private Account(SimulatorProcess simulator) {
        this.simulator = simulator;
        this.api = new Http(simulator.url(), OTHER_TOKEN);
    }

    /** An account with so many contacts and nothing else. */
    public static Account with(int contacts) throws IOException {
        var simulator = SimulatorProcess.start(
                List.of(),
                List.of(
                        "--contacts",
                        Integer.toString(contacts),
                        "--companies",
                        "0",
                        "--client-secret",
                        SECRET,
                        "--limits",
                        "off"));
        var account = new Account(simulator);
        try {
            account.settings(Map.of("tokens", List.of(Map.of("token", OTHER_TOKEN, "appId", 7_000))));
            return account;
        } catch (IOException failed) {
            account.close();
            throw failed;
        }
    }

    public String url() {
        return simulator.url();
    }

    // --- what people and other programs do -----------------------------------------------------------------------

    /** Another program changes a property of many contacts; answers how many calls that took. */
    public int update(List<String> ids, String property, String value) throws IOException {
        int calls = 0;
        for (int from = 0; from < ids.size(); from += BATCH) {
            var inputs = ids.subList(from, Math.min(ids.size(), from + BATCH)).stream()
                    .map(id -> Map.of("id", id, "properties", Map.of(property, value)))
                    .toList();
            api.send("POST", CONTACTS + "/batch/update", Map.of("inputs", inputs));
            calls++;
        }
        return calls;
    }

    /** Somebody changes a property of a contact. */
    public void edit(String id, String property, String value) throws IOException {
        var edit = Map.of("objectType", "contacts", "id", id, "properties", Map.of(property, value));
        api.send("POST", "/_simulator/users/7/edits", edit);
    }

    /** When a property got each of the values that it has ever had, by the account's clock, which is this machine's. */
    public Map<String, Instant> history(List<String> ids, String property) throws IOException {
        var times = new HashMap<String, Instant>();
        for (int from = 0; from < ids.size(); from += BATCH_WITH_HISTORY) {
            var inputs = ids.subList(from, Math.min(ids.size(), from + BATCH_WITH_HISTORY)).stream()
                    .map(id -> Map.of("id", id))
                    .toList();
            var body = Map.of(
                    "inputs", inputs, "properties", List.of(property), "propertiesWithHistory", List.of(property));
            for (var record : api.send("POST", CONTACTS + "/batch/read", body).path("results")) {
                for (var entry : record.path("propertiesWithHistory").path(property)) {
                    times.merge(
                            entry.path("value").asString(""),
                            Instant.parse(entry.path("timestamp").asString()),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        return times;
    }

    // --- the simulator's own controls ----------------------------------------------------------------------------

    /** Changes the settings that are named. */
    public void settings(Map<String, ?> changes) throws IOException {
        api.send("PUT", "/_simulator/settings", changes);
    }

    /** @param plan such as {@code professional} or {@code off} */
    public void limits(String plan, Duration latency) throws IOException {
        settings(Map.of("limits", plan, "latency", latency.toMillis() + "ms"));
    }

    /** Events go there from now on. */
    public void sendWebhooksTo(String url) throws IOException {
        settings(Map.of("webhooks", Map.of("target", url, "clientSecret", SECRET)));
    }

    /** Calls that the limits allow in ten seconds; 0 for any number. */
    public int burstLimit() throws IOException {
        return switch (api.get("/_simulator/settings").path("limits").asString()) {
            case "professional" -> 190;
            case "off" -> 0;
            case String other -> throw new IOException("No limits known of the plan " + other);
        };
    }

    /** Begins to count anew. */
    public void forgetStats() throws IOException {
        api.send("DELETE", "/_simulator/stats", Map.of());
    }

    public JsonNode stats() throws IOException {
        return api.get("/_simulator/stats");
    }

    /** Calls of the routes that fit, whatever became of them. */
    public static long calls(JsonNode stats, Predicate<String> route) {
        long sum = 0;
        for (var entry : stats.path("requests").properties()) {
            if (route.test(entry.getKey())) {
                for (var count : entry.getValue()) {
                    sum += count.asLong();
                }
            }
        }
        return sum;
    }

    /** How many calls were refused because of a limit. */
    public static long refusals(JsonNode stats) {
        long sum = 0;
        for (var count : stats.path("rateLimited")) {
            sum += count.asLong();
        }
        return sum;
    }

    /** How many records programs have written. */
    public static long written(JsonNode stats) {
        return stats.path("writes").path("INTEGRATION").asLong(0);
    }

    /** How many live contacts there are. */
    public static long contacts(JsonNode stats) {
        return stats.path("records").path("contacts").asLong(0);
    }

    /** Whether every event that was made has been delivered. */
    public static boolean hasDelivered(JsonNode stats) {
        var webhooks = stats.path("webhooks");
        return webhooks.path("queued").asLong() + webhooks.path("inFlight").asLong() == 0;
    }

    @Override
    public void close() {
        api.close();
        simulator.close();
    }
}
