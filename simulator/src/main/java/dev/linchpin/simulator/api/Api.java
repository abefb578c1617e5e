package dev.linchpin.simulator.api;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.faults.FaultRule;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.faults.Strike;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's own paths. A call is routed (404), authenticated (401), counted (429), checked for scopes (403) and then
 * carried out; faults strike in between. Thread-safe; holds no threads and no sockets.
 */
public final class Api {

    private final List<Route> routes;
    private final Map<Integer, List<Route>> routesByLength = new HashMap<>();
    private final Gatekeeper gatekeeper;
    private final ObjectTypes types;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final RateLimits limits;
    private final Faults faults;
    private final Stats stats;
    private final SplittableRandom random;

    /** Serves these routes; where several fit a path, the first one does. */
    public Api(
            List<Route> routes,
            Gatekeeper gatekeeper,
            ObjectTypes types,
            SettingsStore settings,
            SimulatorClock clock,
            RateLimits limits,
            Faults faults,
            Stats stats,
            long seed) {
        this.routes = List.copyOf(routes);
        routes.forEach(route -> routesByLength
                .computeIfAbsent(route.template().size(), size -> new ArrayList<>())
                .add(route));
        this.gatekeeper = gatekeeper;
        this.types = types;
        this.settings = settings;
        this.clock = clock;
        this.limits = limits;
        this.faults = faults;
        this.stats = stats;
        this.random = new SplittableRandom(seed);
    }

    /** Everything that can be called. */
    public List<Route> routes() {
        return routes;
    }

    /** Whether a call may change the account. */
    public boolean writes(SimulatedRequest request) {
        try {
            return match(request).route().writes();
        } catch (ApiException e) {
            return false;
        }
    }

    /** A route and what its variable segments stand for. */
    private record Match(Route route, ApiVersion version, Map<String, String> variables) {}

    /** Answers a call. */
    public SimulatedResponse handle(SimulatedRequest request) {
        return handle(request, this::carryOut);
    }

    /** Answers a call that was carried out in an earlier life of the account: limits and faults leave it alone. */
    public SimulatedResponse repeat(SimulatedRequest request) {
        return handle(request, (same, match, correlationId) -> {
            App app = authenticate(same, match.route());
            return answer(new Call(same, match.version(), match.variables(), app), match.route(), correlationId);
        });
    }

    /** What to do with a call once its route is known. */
    private interface Step {
        SimulatedResponse take(SimulatedRequest request, Match match, String correlationId);
    }

    private SimulatedResponse handle(SimulatedRequest request, Step step) {
        String correlationId = correlationId();
        String label = request.method() + " unknown";
        SimulatedResponse response;
        try {
            Match match = match(request);
            label = match.route().label(match.variables());
            response = step.take(request, match, correlationId);
        } catch (ApiException e) {
            response = SimulatedResponse.json(e.error().status(), e.error().toAnswer(correlationId));
        }
        boolean answered = response.delivery() == Delivery.COMPLETE || response.delivery() == Delivery.TRUNCATED;
        stats.request(label, answered ? response.status() : 0);
        return response.withHeaders(Map.of("X-HubSpot-Correlation-Id", correlationId));
    }

    private Match match(SimulatedRequest request) {
        if (request.targetLength() > settings.get().behaviour().maximumUrlLength()) {
            throw ApiError.of(414, "URI_TOO_LONG", "The request URL is too long")
                    .exception();
        }
        ApiPath path = ApiPath.of(request.segments());
        boolean otherMethod = false;
        for (Route route : routesByLength.getOrDefault(path.segments().size(), List.of())) {
            if (route.versions().contains(path.version())) {
                Map<String, String> variables = route.match(path.segments(), types::pluralOf);
                if (variables != null && route.method().equals(request.method())) {
                    return new Match(route, path.version(), variables);
                }
                otherMethod |= variables != null;
            }
        }
        throw (otherMethod
                        ? ApiError.of(405, "METHOD_NOT_ALLOWED", request.method() + " is not allowed here")
                        : ApiError.notFound("resource not found"))
                .exception();
    }

    private SimulatedResponse carryOut(SimulatedRequest request, Match match, String correlationId) {
        String canonical = ApiPath.canonical(match.version(), match.route().filled(match.variables()));
        Strike strike = faults.strike(request.method(), request.path(), canonical);
        strike.kinds().forEach(kind -> stats.fault(kind.word()));
        return end(request, match, strike.ending(), correlationId)
                .delayed(strike.delay())
                .dripping(strike.drip());
    }

    private SimulatedResponse end(
            SimulatedRequest request, Match match, @Nullable FaultRule fault, String correlationId) {
        if (fault != null && fault.kind() == FaultKind.RESET_UNREAD) {
            return SimulatedResponse.reset();
        }
        if (fault != null && fault.kind() == FaultKind.RESET) {
            var _ = request.body();
            return SimulatedResponse.reset();
        }
        Route route = match.route();
        App app = authenticate(request, route);
        Map<String, String> headers = Map.of();
        if (app != null && route.quota() != Quota.NONE) {
            switch (limits.call(app.allowance(settings.get()), app.appId(), route.quota(), clock.millis())) {
                case RateLimits.Allowed(var allowed) -> headers = allowed;
                case RateLimits.Exceeded(var policy, var error, var exceeded) -> {
                    stats.rateLimited(policy);
                    return SimulatedResponse.json(429, error.toAnswer(correlationId))
                            .withHeaders(exceeded);
                }
            }
        }
        return struck(fault, new Call(request, match.version(), match.variables(), app), route, correlationId)
                .withHeaders(headers);
    }

    private @Nullable App authenticate(SimulatedRequest request, Route route) {
        return route.access() instanceof Access.Anybody ? null : gatekeeper.authenticate(request, route.access());
    }

    private SimulatedResponse struck(@Nullable FaultRule fault, Call call, Route route, String correlationId) {
        if (fault != null && fault.kind().status() != 0) {
            boolean written =
                    fault.commitsFirst() && answer(call, route, correlationId).isWrite();
            return FaultAnswers.of(fault, route.quota(), correlationId).writing(written);
        }
        SimulatedResponse answer = answer(call, route, correlationId);
        if (fault == null) {
            return answer;
        }
        return answer.delivered(fault.kind() == FaultKind.TRUNCATED ? Delivery.TRUNCATED : Delivery.DROPPED);
    }

    private SimulatedResponse answer(Call call, Route route, String correlationId) {
        try {
            if (call.app() != null) {
                gatekeeper.admit(call.app(), route.access(), types(call.variables()));
            }
            SimulatedResponse answer = route.handler().handle(call);
            return answer.writing(route.writes() && answer.status() < 400);
        } catch (ApiException e) {
            return SimulatedResponse.json(e.error().status(), e.error().toAnswer(correlationId));
        }
    }

    private List<ObjectType> types(Map<String, String> variables) {
        return Stream.of("type", "toType")
                .map(variables::get)
                .filter(Objects::nonNull)
                .map(types::named)
                .toList();
    }

    private String correlationId() {
        synchronized (random) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
    }
}
