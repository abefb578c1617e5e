package dev.linchpin.simulator.api;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.faults.FaultRule;
import dev.linchpin.simulator.faults.Faults;
import dev.linchpin.simulator.limits.RateLimits;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.stats.Stats;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's own paths. A call is routed (404), authenticated (401), counted (429), checked for scopes (403) and then
 * carried out; faults strike in between. Thread-safe; holds no threads and no sockets.
 */
public final class Api {

    private final Crm crm;
    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final RateLimits limits;
    private final Faults faults;
    private final Stats stats;
    private final Tokens tokens;
    private final List<Route> routes = new ArrayList<>();
    private final SplittableRandom random;

    /** Wires the calls to the account. */
    public Api(
            Crm crm,
            Search search,
            SettingsStore settings,
            SimulatorClock clock,
            RateLimits limits,
            Faults faults,
            Stats stats,
            long portalId,
            long appId,
            ZoneId zone,
            long seed) {
        this.crm = crm;
        this.settings = settings;
        this.clock = clock;
        this.limits = limits;
        this.faults = faults;
        this.stats = stats;
        this.tokens = new Tokens(settings, clock, appId);
        this.random = new SplittableRandom(seed);
        RecordFinder finder = new RecordFinder(crm, settings);
        routes.addAll(new BatchApi(crm, settings, finder, clock, seed).routes());
        routes.addAll(new SearchApi(crm, search, settings).routes());
        routes.addAll(new ObjectsApi(crm, settings, finder).routes());
        routes.addAll(new PropertiesApi(crm).routes());
        routes.addAll(new AccountApi(portalId, zone, clock, settings, limits, tokens).routes());
    }

    /** A route and what its variable segments stand for. */
    private record Match(Route route, ApiPath path, Map<String, String> variables) {}

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
        Optional<ApiPath> path = ApiPath.of(request.segments(), crm.types());
        boolean otherMethod = false;
        if (path.isPresent()) {
            for (Route route : routes) {
                Map<String, String> variables = route.match(path.get().segments());
                if (variables != null && route.method().equals(request.method())) {
                    return new Match(route, path.get(), variables);
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
        FaultRule fault = faults.strike(
                        request.method(), request.path(), match.path().canonical())
                .orElse(null);
        if (fault != null && fault.kind() == FaultKind.RESET) {
            stats.fault(fault.kind().word());
            return SimulatedResponse.dropped();
        }
        Route route = match.route();
        App app = route.access() == Route.Access.ANYBODY ? null : tokens.authenticate(request);
        Map<String, String> headers = Map.of();
        if (app != null && route.kind() != Route.Kind.UNLIMITED) {
            boolean search = route.kind() == Route.Kind.SEARCH;
            switch (limits.call(settings.get(), app.appId(), search, clock.millis())) {
                case RateLimits.Allowed(var allowed) -> headers = allowed;
                case RateLimits.Exceeded(var policy, var error, var exceeded) -> {
                    stats.rateLimited(policy);
                    return SimulatedResponse.json(429, error.toAnswer(correlationId))
                            .withHeaders(exceeded);
                }
            }
        }
        return struck(fault, new Call(request, match.path().version(), match.variables(), app), route, correlationId)
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
            return FaultAnswers.of(fault.kind(), route.kind() == Route.Kind.SEARCH, correlationId);
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
            String type = call.variables().get("type");
            if (type != null && call.app() != null) {
                checkScopes(route.access(), crm.types().named(type), call.app());
            }
            return route.handler().handle(call).toResponse();
        } catch (ApiException e) {
            return SimulatedResponse.json(e.error().status(), e.error().toAnswer(correlationId));
        }
    }

    private static void checkScopes(Route.Access access, ObjectType type, App app) {
        Set<String> required = Scopes.required(access, type);
        if (!required.isEmpty() && !app.mayAny(required)) {
            throw Scopes.missing(required).exception();
        }
    }

    private String correlationId() {
        synchronized (random) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
    }
}
