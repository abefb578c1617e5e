package dev.linchpin.hubspot.call;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.hubspot.failure.Failure;
import java.time.Duration;
import java.util.regex.Pattern;

/** Turns a failure into the exception that the engine knows. */
public final class Problems {
    private static final int LONGEST_MESSAGE = 300;
    /** HubSpot quotes what it was asked for; addresses are what people are found by. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\"'<>:,;\\[\\]()]+@[^\\s\"'<>:,;\\[\\]()]+");

    private Problems() {}

    public static HubSpotException of(Failure failure) {
        var message = withoutValues(failure.message());
        return switch (failure) {
            case Failure.NotSent _, Failure.NoAnswer _, Failure.Locked _ ->
                new HubSpotException.Transient(message, null, null);
            case Failure.Unavailable unavailable ->
                new HubSpotException.Transient(message, unavailable.retryAfter(), null);
            case Failure.OverBudget late -> new HubSpotException.RateLimited(message, late.retryAfter());
            case Failure.RateLimited limited -> {
                var after = limited.retryAfter();
                yield new HubSpotException.RateLimited(message, after == null ? Duration.ofSeconds(10) : after);
            }
            case Failure.Unauthorized _ -> new HubSpotException.Unauthorized(message);
            case Failure.Forbidden _ -> new HubSpotException.Forbidden(message);
            case Failure.Invalid _, Failure.Conflict _, Failure.Missing _, Failure.Misdirected _ ->
                new HubSpotException.Rejected(message);
        };
    }

    /** An answer that succeeded but makes no sense. */
    public static HubSpotException unreadable(ApiCall call, RuntimeException cause) {
        return new HubSpotException.Transient(
                "HubSpot's answer to " + call.route() + " could not be read", null, cause);
    }

    private static String withoutValues(String message) {
        var masked = ADDRESS.matcher(message).replaceAll("(address)");
        return masked.length() <= LONGEST_MESSAGE ? masked : masked.substring(0, LONGEST_MESSAGE) + "...";
    }
}
