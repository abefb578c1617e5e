package dev.linchpin.simulator.api;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.crm.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.faults.FaultRule;
import dev.linchpin.simulator.faults.Faults;
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

    private final Map<Integer, List<Route>> routes = new HashMap<>();
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
        routes.forEach(route -> this.routes
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

    /** A route and what its variable segments stand for. */
    private record Match(Route route, ApiVersion version, Map<String, String> variables) {}

    /** Answers a call. */
    public SimulatedResponse handle(SimulatedRequest request) {
        String correlationId = correlationId();
        String label = request.method() + " unknown";
        SimulatedResponse response;
        try {
            Match match = match(request);
            label = match.route().label(match.variables());
            response = carryOut(request, match, correlationId);
        } catch (ApiException e) {
            response = SimulatedResponse.json(e.error().status(), e.error().toAnswer(correlationId));
        }
        stats.request(label, response.delivery() == Delivery.DROPPED ? 0 : response.status());
        return response.withHeaders(Map.of("X-HubSpot-Correlation-Id", correlationId));
    }

    private Match match(SimulatedRequest request) {
        if (request.targetLength() > settings.get().behaviour().maximumUrlLength()) {
            throw ApiError.of(414, "URI_TOO_LONG", "The request URL is too long")
                    .exception();
        }
        ApiPath path = ApiPath.of(request.segments());
        boolean otherMethod = false;
        for (Route route : routes.getOrDefault(path.segments().size(), List.of())) {
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
                        : ApiError.of(404, "OBJECT_NOT_FOUND", "resource not found"))
                .exception();
    }

    private SimulatedResponse carryOut(SimulatedRequest request, Match match, String correlationId) {
        Route route = match.route();
        String canonical = ApiPath.canonical(match.version(), route.filled(match.variables()));
        FaultRule fault =
                faults.strike(request.method(), request.path(), canonical).orElse(null);
        if (fault != null && fault.kind() == FaultKind.RESET) {
            stats.fault(fault.kind().word());
            return SimulatedResponse.dropped();
        }
        App app = route.access() instanceof Access.Anybody ? null : gatekeeper.authenticate(request, route.access());
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

    private SimulatedResponse struck(@Nullable FaultRule fault, Call call, Route route, String correlationId) {
        if (fault == null) {
            return answer(call, route, correlationId);
        }
        stats.fault(fault.kind().word());
        if (fault.kind().status() != 0) {
            if (fault.commitsFirst()) {
                answer(call, route, correlationId);
            }
            return FaultAnswers.of(fault.kind(), route.quota() == Quota.SEARCH, correlationId);
        }
        SimulatedResponse answer = answer(call, route, correlationId);
        return switch (fault.kind()) {
            case SLOW -> answer.delayed(fault.effectiveDelay());
            case TRUNCATED -> answer.delivered(Delivery.TRUNCATED);
            case LOST_RESPONSE -> answer.delivered(Delivery.DROPPED);
            default -> answer;
        };
    }

    private SimulatedResponse answer(Call call, Route route, String correlationId) {
        try {
            if (call.app() != null) {
                gatekeeper.admit(call.app(), route.access(), types(call.variables()));
            }
            return route.handler().handle(call);
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
