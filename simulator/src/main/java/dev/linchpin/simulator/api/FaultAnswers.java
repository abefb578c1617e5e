package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.faults.FaultKind;
import dev.linchpin.simulator.limits.RateLimits;
import java.util.Map;

/** What is answered when a status is injected (HubSpot docs, "Error handling"). */
final class FaultAnswers {

    private FaultAnswers() {}

    static SimulatedResponse of(FaultKind kind, boolean search, String correlationId) {
        return switch (kind) {
            case LOCKED ->
                json(ApiError.of(423, "LOCKED", "The record is locked by another request; retry later"), correlationId);
            case RATE_LIMITED -> json(RateLimits.refusal(search ? "SECONDLY" : "TEN_SECONDLY_ROLLING"), correlationId);
            case MIGRATING ->
                json(ApiError.of(477, "MIGRATION_IN_PROGRESS", "The account is being migrated"), correlationId)
                        .withHeaders(Map.of("Retry-After", "2"));
            case INTERNAL -> json(ApiError.of(500, "INTERNAL_ERROR", "internal error"), correlationId);
            case UNAVAILABLE ->
                json(ApiError.of(503, "SERVICE_UNAVAILABLE", "The service is unavailable"), correlationId);
            case BAD_GATEWAY -> html(502, "Bad Gateway");
            case GATEWAY_TIMEOUT -> html(504, "Gateway Timeout");
            case TIMEOUT -> html(524, "A timeout occurred");
            case RESET, SLOW, TRUNCATED, LOST_RESPONSE ->
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
