package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.faults.FaultRule;
import dev.linchpin.simulator.limits.Quota;
import dev.linchpin.simulator.limits.RateLimits;
import java.time.Duration;
import java.util.Map;

/** What is answered when a status is injected (HubSpot docs, "Error handling"). */
final class FaultAnswers {

    /** HubSpot says up to 24 hours; clients under test should not have to wait for that. */
    private static final Duration MIGRATION = Duration.ofSeconds(2);

    private FaultAnswers() {}

    static SimulatedResponse of(FaultRule rule, Quota quota, String correlationId) {
        Duration retryAfter = rule.retryAfter();
        if (retryAfter == null && rule.kind() == FaultKind.MIGRATING) {
            retryAfter = MIGRATION;
        }
        SimulatedResponse answer = of(rule.kind(), quota, correlationId);
        return retryAfter == null
                ? answer
                : answer.withHeaders(Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    private static SimulatedResponse of(FaultKind kind, Quota quota, String correlationId) {
        return switch (kind) {
            case LOCKED -> json(ApiError.locked(), correlationId);
            case RATE_LIMITED ->
                json(RateLimits.refusal(quota == Quota.SEARCH ? "SECONDLY" : "TEN_SECONDLY_ROLLING"), correlationId);
            case SECONDLY -> json(RateLimits.refusal("SECONDLY"), correlationId);
            case TEN_SECONDLY -> json(RateLimits.refusal("TEN_SECONDLY_ROLLING"), correlationId);
            case DAILY -> json(RateLimits.refusal("DAILY"), correlationId);
            case MIGRATING ->
                json(ApiError.of(477, "MIGRATION_IN_PROGRESS", "The account is being migrated"), correlationId);
            case INTERNAL -> json(ApiError.of(500, "INTERNAL_ERROR", "internal error"), correlationId);
            case UNAVAILABLE ->
                json(ApiError.of(503, "SERVICE_UNAVAILABLE", "The service is unavailable"), correlationId);
            case NOT_IMPLEMENTED -> html(501, "Not Implemented");
            case BAD_GATEWAY -> html(502, "Bad Gateway");
            case GATEWAY_TIMEOUT -> html(504, "Gateway Timeout");
            case DOWN -> html(521, "Web server is down");
            case UNREACHABLE -> html(523, "Origin is unreachable");
            case TIMEOUT -> html(524, "A timeout occurred");
            case RESET_UNREAD, RESET, SLOW, DRIP, TRUNCATED, LOST_RESPONSE ->
                throw new IllegalArgumentException(kind + " is not answered with a status");
        };
    }

    private static SimulatedResponse json(ApiError error, String correlationId) {
        return SimulatedResponse.json(error.status(), error.toAnswer(correlationId));
    }

    private static SimulatedResponse html(int status, String title) {
        return SimulatedResponse.html(
                status,
                "<html><head><title>" + status + " " + title + "</title></head><body>" + title + "</body></html>");
    }
}
