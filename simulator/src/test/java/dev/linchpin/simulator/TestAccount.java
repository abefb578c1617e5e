package dev.linchpin.simulator;

import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.simulator.webhooks.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An empty account without limits, called directly, with a clock that tests move. */
final class TestAccount {

    static final String CONTACTS = "/crm/objects/2026-09/contacts";
    static final String COMPANIES = "/crm/objects/2026-09/companies";
    static final String TOKEN = "pat-simulator";

    final MovableClock clock = new MovableClock();
    final SimulatedHubSpot hubSpot;

    TestAccount() {
        this(options -> options);
    }

    TestAccount(UnaryOperator<SimulatorOptions> change) {
        hubSpot = new SimulatedHubSpot(change.apply(SimulatorOptions.defaults()
                .withRecords(0, 0, 0)
                .withLimits(LimitPlan.OFF)
                .withClock(clock)));
    }

    Answer call(String method, String target, String body) {
        return callAs(TOKEN, method, target, body);
    }

    Answer callAs(String token, String method, String target, String body) {
        return new Answer(hubSpot.handle(SimulatedRequest.of(method, target, token, body)));
    }

    Answer get(String target) {
        return call("GET", target, "");
    }

    Answer post(String target, String body) {
        return call("POST", target, body);
    }

    Answer patch(String target, String body) {
        return call("PATCH", target, body);
    }

    Answer delete(String target) {
        return call("DELETE", target, "");
    }

    Answer control(String method, String name, String body) {
        return call(method, "/_simulator/" + name, body);
    }

    void set(String settings) {
        Answer answer = control("PUT", "settings", settings);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.response().text());
        }
    }

    void advance(Duration step) {
        clock.advance(step);
    }

    /** Creates a contact and returns its id; properties are JSON without the braces. */
    String contact(String properties) {
        return created(CONTACTS, properties);
    }

    String company(String properties) {
        return created(COMPANIES, properties);
    }

    private String created(String path, String properties) {
        Answer answer = post(path, "{\"properties\":{" + properties + "}}");
        if (answer.status() != 201) {
            throw new IllegalArgumentException(answer.response().text());
        }
        return answer.text("/id");
    }

    /** A person's edit. */
    Answer edit(int userId, String body) {
        return control("POST", "users/" + userId + "/edits", body);
    }

    /** The value of a contact's property as a read shows it. */
    String value(String id, String property) {
        return get(CONTACTS + "/" + id + "?properties=" + property).text("/properties/" + property);
    }

    Answer search(String body) {
        return post(CONTACTS + "/search", body);
    }

    Answer searchEq(String property, String value) {
        return search("""
                {"filterGroups":[{"filters":[{"propertyName":"%s","operator":"EQ","value":"%s"}]}]}""".formatted(property, value));
    }

    /** Takes and accepts every delivery that is due. */
    List<JsonNode> deliveredEvents() {
        var events = new ArrayList<JsonNode>();
        for (Optional<Delivery> next = hubSpot.webhooks().take();
                next.isPresent();
                next = hubSpot.webhooks().take()) {
            events.addAll(events(next.get()));
            hubSpot.webhooks().settle(next.get(), true);
        }
        return events;
    }

    static List<JsonNode> events(Delivery delivery) {
        return List.copyOf(JsonMapper.shared()
                .readTree(new String(delivery.body(), StandardCharsets.UTF_8))
                .values());
    }

    JsonNode stats() {
        return control("GET", "stats", "").json();
    }
}
