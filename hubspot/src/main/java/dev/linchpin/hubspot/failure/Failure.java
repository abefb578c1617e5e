package dev.linchpin.hubspot.failure;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.hubspot.budget.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call, or one record of a batch, did not succeed. Each kind asks for a different next step. Messages are for people;
 * those of {@link Invalid} and {@link Conflict} are HubSpot's own and may quote values.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/error-handling">HubSpot on errors</a>
 */
public sealed interface Failure {
    String message();

    /** Certainly not processed: no connection was made, or the calling thread was told to stop before. */
    record NotSent(String message) implements Failure {}

    /**
     * Not sent, because our own budget has no room in time.
     *
     * @param retryAfter when there is room again, as far as is known
     */
    record OverBudget(String message, Duration retryAfter) implements Failure {}

    /** Sent, and nothing came back, or only a gateway's word that HubSpot was too slow: it may be carried out yet. */
    record NoAnswer(String message) implements Failure {}

    /** 401: the credential is wrong, revoked or expired. */
    record Unauthorized(String message) implements Failure {}

    /** 403: the credential lacks a scope, or its user a permission. */
    record Forbidden(String message, List<String> missingScopes) implements Failure {}

    /**
     * 429: turned away before any processing.
     *
     * @param retryAfter what HubSpot asked for; null when it did not, which is the rule
     */
    record RateLimited(
            String message, Limit limit, @Nullable Duration retryAfter) implements Failure {}

    /** 423: another call holds the record's lock, for two seconds. */
    record Locked(String message) implements Failure {}

    /**
     * 5xx, 477, or an answer that cannot be read: HubSpot's trouble, or something between us and it. What the call did is
     * unknown, but it is over.
     */
    record Unavailable(String message, @Nullable Duration retryAfter) implements Failure {}

    /** 400 and the like: understood, and refused for good. */
    record Invalid(String message, Blame blame) implements Failure {}

    /** 409, or a unique value that another record holds. */
    record Conflict(String message, Optional<HubSpotId> existing, Blame blame) implements Failure {}

    /** 404 about a record. */
    record Missing(String message, Blame blame) implements Failure {}

    /** An answer that a working set-up does not get: a path that does not exist, a redirect, a proxy's own refusal. */
    record Misdirected(String message) implements Failure {}
}
