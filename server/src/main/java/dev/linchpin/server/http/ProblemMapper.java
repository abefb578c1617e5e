package dev.linchpin.server.http;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.store.OwnershipLostException;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. */
final class ProblemMapper {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    ProblemDetails map(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem.problem();
            case HttpResponseException refusal -> refused(refusal);
            case HubSpotException hubSpot -> hubSpot(hubSpot);
            case OwnershipLostException lost ->
                ProblemDetails.unavailable(
                        "ownership_lost", "Another process has taken over this connection; this one is stopping.");
            case DatabaseException database ->
                ProblemDetails.unavailable("database_unavailable", String.valueOf(database.getMessage()));
            default -> unexpected(failure);
        };
    }

    /** What the router itself turns away: no route, wrong method. */
    private static ProblemDetails refused(HttpResponseException refusal) {
        return switch (refusal.getStatus()) {
            case 404 -> ProblemDetails.notFound("There is nothing at this path.");
            case 405 ->
                ProblemDetails.of(
                        405,
                        "method_not_allowed",
                        "This path does not take that method",
                        "The methods allowed here are in the header Allow.");
            default -> byStatus(refusal.getStatus());
        };
    }

    /** For statuses that no code of ours chose. */
    static ProblemDetails byStatus(int status) {
        return switch (status) {
            case 404 -> ProblemDetails.notFound("There is nothing at this path.");
            case 408 ->
                ProblemDetails.of(408, "timeout", "The request took too long", "The request did not arrive in time.");
            case 413 -> ProblemDetails.of(413, "body_too_large", "The body is too large", "Send less at a time.");
            case 414 -> ProblemDetails.of(414, "uri_too_long", "The URL is too long", "Shorten the query.");
            case 431 ->
                ProblemDetails.of(
                        431, "headers_too_large", "The headers are too large", "Send fewer or shorter headers.");
            case 500 -> ProblemDetails.of(500, "internal", "Something went wrong here", "See the server's log.");
            default ->
                status < 500
                        ? ProblemDetails.of(
                                status, "bad_request", "The request cannot be understood", "It is not valid HTTP.")
                        : ProblemDetails.of(status, "unavailable", "Not possible at the moment", "Try again later.");
        };
    }

    private static ProblemDetails hubSpot(HubSpotException failure) {
        var message = String.valueOf(failure.getMessage());
        return switch (failure) {
            case HubSpotException.Unauthorized unauthorized ->
                ProblemDetails.of(502, "hubspot_unauthorized", "HubSpot refuses Linchpin's token", message);
            case HubSpotException.Forbidden forbidden ->
                ProblemDetails.of(502, "hubspot_forbidden", "Linchpin's token lacks a scope", message);
            case HubSpotException.Rejected rejected ->
                ProblemDetails.of(502, "hubspot_rejected", "HubSpot refuses this", message);
            case HubSpotException.RateLimited limited ->
                retry(ProblemDetails.unavailable("hubspot_rate_limited", message), limited.retryAfter());
            case HubSpotException.Transient passing ->
                retry(ProblemDetails.unavailable("hubspot_unavailable", message), passing.retryAfter());
        };
    }

    private static ProblemDetails retry(ProblemDetails problem, @Nullable Duration after) {
        return after == null ? problem : problem.with("retry_after_seconds", Math.max(1, after.toSeconds()));
    }

    /** The caller gets a reference, the log gets the rest: messages of unknown origin may hold anything. */
    private static ProblemDetails unexpected(Throwable failure) {
        var reference = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        var frames = failure.getStackTrace();
        LOG.error(
                "A request failed, reference {}: {} at {}",
                reference,
                failure.getClass().getName(),
                frames.length == 0 ? "an unknown place" : frames[0]);
        LOG.debug("Reference {}", reference, failure);
        return ProblemDetails.of(
                        500,
                        "internal",
                        "Something went wrong here",
                        "The server's log says more under the reference " + reference + ".")
                .with("reference", reference);
    }
}
