package dev.linchpin.engine.hubspot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that HubSpot did not answer as asked. The type says what to do next. Messages are for people and hold neither
 * credentials nor record values.
 */
public abstract sealed class HubSpotException extends RuntimeException {
    private HubSpotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The credential is wrong, revoked or expired for good: nothing will work until a person mends it. */
    public static final class Unauthorized extends HubSpotException {
        public Unauthorized(String message) {
            super(message, null);
        }
    }

    /** The credential lacks a scope, which the message names. */
    public static final class Forbidden extends HubSpotException {
        public Forbidden(String message) {
            super(message, null);
        }
    }

    /** A limit was hit in spite of the budget; the budget has already been told. */
    public static final class RateLimited extends HubSpotException {
        private final Duration retryAfter;

        public RateLimited(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** May work later: time-out, connection failure, 423, 477, 5xx. Retries within the call are already used up. */
    public static final class Transient extends HubSpotException {
        private final @Nullable Duration retryAfter;

        public Transient(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** How long HubSpot asked to be left alone; null when it did not. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** HubSpot understood the request and refuses it; repeating it is useless. */
    public static final class Rejected extends HubSpotException {
        public Rejected(String message) {
            super(message, null);
        }
    }
}
