package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.access.AccessSettings;
import dev.linchpin.simulator.access.AppSettings;
import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.settings.SettingsStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How developers configure the webhooks of their OAuth apps. Those of private apps are configured by people, service keys
 * have none.
 *
 * <p>Source: HubSpot docs, "Webhooks guide"; OpenAPI: Webhooks. The texts of refusals are not known.
 */
public final class ManagementApi {

    private static final int MAXIMUM_SUBSCRIPTIONS = 1_000;
    private static final int LEAST_CONCURRENCY = 5;
    private static final Set<String> PERIODS = Set.of("SECONDLY", "ROLLING_MINUTE");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");

    private final Configurations configurations;
    private final SettingsStore settings;
    private final ObjectTypes types;
    private final SimulatorClock clock;

    /** Serves these configurations. */
    public ManagementApi(
            Configurations configurations, SettingsStore settings, ObjectTypes types, SimulatorClock clock) {
        this.configurations = configurations;
        this.settings = settings;
        this.types = types;
        this.clock = clock;
    }

    /** Its routes. */
    public List<Route> routes() {
        String base = "/app-webhooks/{appId}";
        return Stream.of(
                        Route.of("GET", base + "/settings", Access.DEVELOPER, this::target),
                        Route.of("PUT", base + "/settings", Access.DEVELOPER, this::setTarget),
                        Route.of("DELETE", base + "/settings", Access.DEVELOPER, this::clearTarget),
                        Route.of("GET", base + "/subscriptions", Access.DEVELOPER, this::list),
                        Route.of("POST", base + "/subscriptions", Access.DEVELOPER, this::create),
                        Route.of("POST", base + "/subscriptions/batch/update", Access.DEVELOPER, this::updateBatch),
                        Route.of("GET", base + "/subscriptions/{id}", Access.DEVELOPER, this::read),
                        Route.of("PATCH", base + "/subscriptions/{id}", Access.DEVELOPER, this::update),
                        Route.of("DELETE", base + "/subscriptions/{id}", Access.DEVELOPER, this::delete))
                .toList();
    }

    private AppSettings app(Call call) {
        String id = call.variable("appId");
        AppSettings app = settings.get(AccessSettings.SECTION).apps().stream()
                .filter(known -> Long.toString(known.appId()).equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.objectNotFound(id).exception());
        if (app.kind() != AppSettings.Kind.OAUTH) {
            throw ApiError.of(403, "FORBIDDEN", "The webhooks of app " + id + " cannot be configured over the API")
                    .exception();
        }
        return app;
    }

    private void change(long appId, UnaryOperator<Configuration> change) {
        long from = clock.millis() + settings.get().webhooks().settingsCache().toMillis();
        configurations.change(appId, from, change);
    }

    private SimulatedResponse target(Call call) {
        long appId = app(call).appId();
        Configuration.Target target = configurations.latest(appId).target();
        if (target == null) {
            throw ApiError.objectNotFound(Long.toString(appId)).exception();
        }
        return SimulatedResponse.ok(json(target));
    }

    private SimulatedResponse setTarget(Call call) {
        long appId = app(call).appId();
        ObjectNode body = call.body();
        String url = Json.requiredText(body, "targetUrl");
        if (!isSafe(url)) {
            throw ApiError.invalid("The target URL must be https, or http on localhost: " + url)
                    .exception();
        }
        JsonNode throttling = body.path("throttling");
        int concurrency = throttling.path("maxConcurrentRequests").asInt(0);
        if (concurrency <= LEAST_CONCURRENCY) {
            throw ApiError.invalid("maxConcurrentRequests must be greater than " + LEAST_CONCURRENCY)
                    .exception();
        }
        String period = Json.optionalText(throttling, "period");
        if (period != null && !PERIODS.contains(period)) {
            throw ApiError.invalid("The period must be SECONDLY or ROLLING_MINUTE: " + period)
                    .exception();
        }
        Configuration.Target before = configurations.latest(appId).target();
        long now = clock.millis();
        var target = new Configuration.Target(
                url, concurrency, period, before == null ? now : before.createdAt(), before == null ? 0 : now);
        change(appId, configuration -> configuration.to(target));
        return SimulatedResponse.ok(json(target));
    }

    private static boolean isSafe(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Subscriptions stay, but get nothing until there is a target again. */
    private SimulatedResponse clearTarget(Call call) {
        change(app(call).appId(), configuration -> configuration.to(null));
        return SimulatedResponse.noContent();
    }

    private static ObjectNode json(Configuration.Target target) {
        ObjectNode json = Json.object();
        json.put("targetUrl", target.url());
        ObjectNode throttling = json.putObject("throttling");
        throttling.put("maxConcurrentRequests", target.maxConcurrentRequests());
        if (target.period() != null) {
            throttling.put("period", target.period());
        }
        json.put("createdAt", Timestamps.iso(target.createdAt()));
        if (target.updatedAt() != 0) {
            json.put("updatedAt", Timestamps.iso(target.updatedAt()));
        }
        return json;
    }

    private SimulatedResponse list(Call call) {
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        configurations.latest(app(call).appId()).subscriptions().values().forEach(known -> results.add(known.toJson()));
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse create(Call call) {
        AppSettings app = app(call);
        long appId = app.appId();
        Subscription wanted = subscription(call.body());
        if (wanted.typeId().isEmpty()) {
            Scopes.requireAskable(app, Set.of("conversations.read"));
        } else {
            Scopes.requireAskable(app, types.named(wanted.typeId()));
        }
        var existing = configurations.latest(appId).subscriptions().values();
        if (existing.stream().anyMatch(wanted::repeats)) {
            int status = settings.get().webhooks().duplicateSubscriptionStatus();
            throw ApiError.of(
                            status,
                            status == 409 ? "CONFLICT" : "VALIDATION_ERROR",
                            "The app has such a subscription already")
                    .exception();
        }
        if (existing.size() >= MAXIMUM_SUBSCRIPTIONS) {
            throw ApiError.invalid("An app can have at most " + MAXIMUM_SUBSCRIPTIONS + " subscriptions")
                    .exception();
        }
        Subscription made = wanted.numbered(configurations.nextId());
        change(appId, configuration -> configuration.with(made));
        return SimulatedResponse.json(201, made.toJson());
    }

    /** It has no id yet, as it may yet be refused. */
    private Subscription subscription(ObjectNode body) {
        String eventType = Json.requiredText(body, "eventType");
        EventKind kind = EventKind.of(eventType)
                .orElseThrow(() ->
                        ApiError.invalid("Unknown event type: " + eventType).exception());
        String subject = eventType.substring(0, eventType.indexOf('.'));
        String property = Json.optionalText(body, "propertyName");
        if ((kind == EventKind.PROPERTY_CHANGE) != (property != null && !property.isEmpty())) {
            throw ApiError.invalid("A propertyName is for subscriptions to property changes, and they need one")
                    .exception();
        }
        if (property != null && EventFactory.SILENT.contains(property)) {
            throw ApiError.invalid("Changes of " + property + " cannot be subscribed to")
                    .exception();
        }
        String objectTypeId = Json.optionalText(body, "objectTypeId");
        if (subject.equals("object") != (objectTypeId != null)) {
            throw ApiError.invalid("An objectTypeId is for subscriptions to object.*, and they need one")
                    .exception();
        }
        return new Subscription(
                0,
                eventType,
                kind,
                typeId(subject, objectTypeId),
                objectTypeId,
                property,
                body.path("active").asBoolean(false),
                clock.millis(),
                0);
    }

    private String typeId(String subject, @Nullable String objectTypeId) {
        if (objectTypeId != null) {
            return types.named(objectTypeId).typeId();
        }
        return subject.equals("conversation") ? "" : types.named(subject).typeId();
    }

    private SimulatedResponse read(Call call) {
        return SimulatedResponse.ok(find(app(call).appId(), call.variable("id")).toJson());
    }

    private Subscription find(long appId, String id) {
        return configurations.latest(appId).subscriptions().values().stream()
                .filter(known -> Long.toString(known.id()).equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.objectNotFound(id).exception());
    }

    private SimulatedResponse update(Call call) {
        long appId = app(call).appId();
        Subscription before = find(appId, call.variable("id"));
        return SimulatedResponse.ok(activate(appId, before, call.body()).toJson());
    }

    private Subscription activate(long appId, Subscription before, JsonNode body) {
        Subscription after = before.activated(active(body), clock.millis());
        change(appId, configuration -> configuration.with(after));
        return after;
    }

    private static boolean active(JsonNode body) {
        JsonNode active = body.path("active");
        if (!active.isBoolean()) {
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [active]")
                    .exception();
        }
        return active.asBoolean();
    }

    private SimulatedResponse delete(Call call) {
        long appId = app(call).appId();
        long id = find(appId, call.variable("id")).id();
        change(appId, configuration -> configuration.without(id));
        return SimulatedResponse.noContent();
    }

    private SimulatedResponse updateBatch(Call call) {
        long appId = app(call).appId();
        List<JsonNode> inputs = call.inputs();
        inputs.forEach(ManagementApi::active);
        var known = configurations.latest(appId).subscriptions();
        var missing = new ArrayList<String>();
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        ArrayNode results = json.putArray("results");
        for (JsonNode input : inputs) {
            Subscription before = known.get(input.path("id").asLong(0));
            if (before == null) {
                missing.add(input.path("id").asString(""));
            } else {
                results.add(activate(appId, before, input).toJson());
            }
        }
        if (!missing.isEmpty()) {
            json.put("numErrors", 1);
            json.putArray("errors")
                    .add(ApiError.notFound("Could not find some subscriptions")
                            .withContext(Map.of("ids", missing))
                            .toBatchEntry());
        }
        json.put("startedAt", Timestamps.iso(clock.millis()));
        json.put("completedAt", Timestamps.iso(clock.millis()));
        return SimulatedResponse.json(missing.isEmpty() ? 200 : 207, json);
    }
}
