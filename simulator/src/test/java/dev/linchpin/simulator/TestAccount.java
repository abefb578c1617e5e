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
public final class TestAccount {

    public static final String CONTACTS = "/crm/objects/2026-09/contacts";
    public static final String COMPANIES = "/crm/objects/2026-09/companies";
    public static final String TOKEN = "pat-simulator";

    public final MovableClock clock = new MovableClock();
    public final SimulatedHubSpot hubSpot;

    public TestAccount() {
        this(options -> options);
    }

    public TestAccount(UnaryOperator<SimulatorOptions> change) {
        hubSpot = new SimulatedHubSpot(change.apply(SimulatorOptions.defaults()
                .withRecords(0, 0, 0)
                .withLimits(LimitPlan.OFF)
                .withClock(clock)));
    }

    public Answer call(String method, String target, String body) {
        return callAs(TOKEN, method, target, body);
    }

    public Answer callAs(String token, String method, String target, String body) {
        return new Answer(hubSpot.handle(SimulatedRequest.of(method, target, token, body)));
    }

    public Answer get(String target) {
        return call("GET", target, "");
    }

    public Answer post(String target, String body) {
        return call("POST", target, body);
    }

    public Answer patch(String target, String body) {
        return call("PATCH", target, body);
    }

    public Answer delete(String target) {
        return call("DELETE", target, "");
    }

    public Answer control(String method, String name, String body) {
        return call(method, "/_simulator/" + name, body);
    }

    public void set(String settings) {
        Answer answer = control("PUT", "settings", settings);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.response().text());
        }
    }

    public void advance(Duration step) {
        clock.advance(step);
    }

    /** Creates a contact and returns its id; properties are JSON without the braces. */
    public String contact(String properties) {
        return created(CONTACTS, properties);
    }

    public String company(String properties) {
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
    public Answer edit(int userId, String body) {
        return control("POST", "users/" + userId + "/edits", body);
    }

    /** The value of a contact's property as a read shows it. */
    public String value(String id, String property) {
        return get(CONTACTS + "/" + id + "?properties=" + property).text("/properties/" + property);
    }

    public Answer search(String body) {
        return post(CONTACTS + "/search", body);
    }

    public Answer searchEq(String property, String value) {
        return search("""
                {"filterGroups":[{"filters":[{"propertyName":"%s","operator":"EQ","value":"%s"}]}]}""".formatted(property, value));
    }

    /** Takes and accepts every delivery that is due. */
    public List<JsonNode> deliveredEvents() {
        var events = new ArrayList<JsonNode>();
        for (Optional<Delivery> next = hubSpot.webhooks().take();
                next.isPresent();
                next = hubSpot.webhooks().take()) {
            events.addAll(events(next.get()));
            hubSpot.webhooks().settle(next.get(), true);
        }
        return events;
    }

    public static List<JsonNode> events(Delivery delivery) {
        return List.copyOf(JsonMapper.shared()
                .readTree(new String(delivery.body(), StandardCharsets.UTF_8))
                .values());
    }

    public JsonNode stats() {
        return control("GET", "stats", "").json();
    }
}
