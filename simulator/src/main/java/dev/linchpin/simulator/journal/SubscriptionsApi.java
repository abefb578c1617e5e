package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What apps subscribe to in the journal.
 *
 * <p>Source: HubSpot docs, "Webhooks journal management APIs"; OpenAPI: Webhooks Journal.
 */
final class SubscriptionsApi {

    private static final Access READ = Access.anyOf("developer.webhooks_journal.subscriptions.read");
    private static final Access WRITE = Access.anyOf("developer.webhooks_journal.subscriptions.write");

    private final Journal journal;
    private final ObjectTypes types;
    private final SimulatorClock clock;
    private final long portalId;
    private final SubscriptionReader reader;

    SubscriptionsApi(Journal journal, ObjectTypes types, SimulatorClock clock, long portalId) {
        this.journal = journal;
        this.types = types;
        this.clock = clock;
        this.portalId = portalId;
        this.reader = new SubscriptionReader(types, portalId);
    }

    List<Route> routes() {
        String base = "/webhooks-journal/subscriptions";
        return Stream.of(
                        Route.of("GET", base, READ, this::list),
                        Route.of("POST", base, WRITE, this::upsert),
                        Route.of("POST", base + "/filters", WRITE, this::addFilter),
                        Route.of("GET", base + "/filters/{id}", READ, this::filter),
                        Route.of("DELETE", base + "/filters/{id}", WRITE, this::deleteFilter),
                        Route.of("GET", base + "/filters/subscription/{id}", READ, this::filters),
                        Route.of("DELETE", base + "/portals/{portalId}", WRITE, this::deletePortal),
                        Route.of("GET", base + "/{id}", READ, this::read),
                        Route.of("DELETE", base + "/{id}", WRITE, this::delete))
                .map(route -> route.counting(Quota.JOURNAL_SUBSCRIPTIONS))
                .toList();
    }

    private SimulatedResponse list(Call call) {
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        return journal.with(app(call).appId(), known -> {
            known.subscriptions().values().forEach(subscription -> results.add(subscription.toJson(portalId)));
            return SimulatedResponse.ok(json);
        });
    }

    private static App app(Call call) {
        App app = call.app();
        if (app == null) {
            throw new IllegalStateException("The journal is not open to everybody");
        }
        return app;
    }

    private SimulatedResponse upsert(Call call) {
        Subscription wanted = reader.read(call.body(), app(call), clock.millis());
        requireScopes(app(call), wanted);
        return journal.with(app(call).appId(), known -> {
            Optional<Subscription> before = known.subscriptions().values().stream()
                    .filter(wanted::sharesKeyWith)
                    .findFirst();
            if (before.isPresent() && journal.settings().duplicateSubscriptionStatus() == 409) {
                throw ApiError.of(409, "CONFLICT", "The app has such a subscription already")
                        .exception();
            }
            Subscription after = before.map(wanted::inPlaceOf).orElseGet(() -> wanted.numbered(journal.nextId()));
            known.subscriptions().put(after.id(), after);
            return SimulatedResponse.ok(after.toJson(portalId));
        });
    }

    /** Whoever subscribes must be allowed to read what it is told of. */
    private void requireScopes(App app, Subscription wanted) {
        switch (wanted.subject()) {
            case OBJECT, GDPR_PRIVACY_DELETION -> Scopes.requireRead(app, types.named(wanted.typeId()));
            case ASSOCIATION -> {
                Scopes.requireRead(app, types.named(wanted.typeId()));
                wanted.associatedTypeIds().forEach(id -> Scopes.requireRead(app, types.named(id)));
            }
            case LIST_MEMBERSHIP -> Scopes.require(app, "crm.lists.read");
            case APP_LIFECYCLE_EVENT -> {}
        }
    }

    private SimulatedResponse read(Call call) {
        return SimulatedResponse.ok(find(call).toJson(portalId));
    }

    private Subscription find(Call call) {
        return journal.with(
                app(call).appId(),
                known -> known.subscriptions().values().stream()
                        .filter(subscription -> Long.toString(subscription.id()).equals(call.variable("id")))
                        .findFirst()
                        .orElseThrow(() -> notFound(call.variable("id"))));
    }

    private static ApiException notFound(String id) {
        return ApiError.objectNotFound(id).exception();
    }

    private SimulatedResponse delete(Call call) {
        long id = find(call).id();
        return journal.with(app(call).appId(), known -> {
            known.subscriptions().remove(id);
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse deletePortal(Call call) {
        return journal.with(app(call).appId(), known -> {
            if (call.variable("portalId").equals(Long.toString(portalId))) {
                known.subscriptions()
                        .values()
                        .removeIf(subscription -> subscription.subject() != Subject.APP_LIFECYCLE_EVENT);
            }
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse addFilter(Call call) {
        ObjectNode body = call.body();
        String id = Json.requiredText(body, "subscriptionId");
        Filter wanted = Filter.read(body.path("filter"), clock.millis());
        return journal.with(app(call).appId(), known -> {
            Subscription before = known.subscriptions().values().stream()
                    .filter(subscription -> Long.toString(subscription.id()).equals(id))
                    .findFirst()
                    .orElseThrow(() -> notFound(id));
            boolean filterable = before.subject() == Subject.OBJECT
                    && (before.actions().contains(Action.CREATE)
                            || before.actions().contains(Action.UPDATE));
            if (!filterable) {
                throw ApiError.invalid("Filters are for subscriptions to CREATE and UPDATE")
                        .exception();
            }
            Filter filter = wanted.numbered(journal.nextId());
            known.subscriptions().put(before.id(), before.with(filter));
            ObjectNode json = Json.object();
            json.put("filterId", filter.id());
            return SimulatedResponse.ok(json);
        });
    }

    private record Filtered(Subscription subscription, Filter filter) {}

    private Filtered findFilter(Call call) {
        return journal.with(
                app(call).appId(),
                known -> known.subscriptions().values().stream()
                        .flatMap(subscription ->
                                subscription.filters().stream().map(filter -> new Filtered(subscription, filter)))
                        .filter(found -> Long.toString(found.filter().id()).equals(call.variable("id")))
                        .findFirst()
                        .orElseThrow(() -> notFound(call.variable("id"))));
    }

    private SimulatedResponse filter(Call call) {
        return SimulatedResponse.ok(findFilter(call).filter().toJson());
    }

    private SimulatedResponse deleteFilter(Call call) {
        Filtered found = findFilter(call);
        return journal.with(app(call).appId(), known -> {
            Subscription without = found.subscription().without(found.filter());
            known.subscriptions().replace(without.id(), without);
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse filters(Call call) {
        ArrayNode array = Json.array();
        find(call).filters().forEach(filter -> array.add(filter.toJson()));
        return SimulatedResponse.ok(array);
    }
}
