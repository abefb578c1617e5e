package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says about HubSpot's limits. Search answers carry the daily pair alone, OAuth answers the window alone.
 *
 * @param max calls that the window allows
 * @param remaining calls left in the window, all users of the same app counted
 * @param interval length of the window
 * @param daily calls that a day allows
 * @param dailyRemaining calls left today, the whole account counted
 * @see <a href="https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines">Usage guidelines</a>
 */
public record RateHeaders(
        OptionalInt max, OptionalInt remaining, Duration interval, OptionalInt daily, OptionalInt dailyRemaining) {
    /** The usual window, where an answer does not say. */
    static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    /** An answer that says nothing. */
    public static final RateHeaders NONE = new RateHeaders(
            OptionalInt.empty(), OptionalInt.empty(), TEN_SECONDS, OptionalInt.empty(), OptionalInt.empty());

    /** @param header gives the value of a header by its name, null when absent; unreadable values count as absent */
    public static RateHeaders read(Function<String, @Nullable String> header) {
        var interval = number(header.apply("X-HubSpot-RateLimit-Interval-Milliseconds"));
        return new RateHeaders(
                number(header.apply("X-HubSpot-RateLimit-Max")),
                number(header.apply("X-HubSpot-RateLimit-Remaining")),
                interval.isPresent() && interval.getAsInt() > 0 ? Duration.ofMillis(interval.getAsInt()) : TEN_SECONDS,
                number(header.apply("X-HubSpot-RateLimit-Daily")),
                number(header.apply("X-HubSpot-RateLimit-Daily-Remaining")));
    }

    private static OptionalInt number(@Nullable String text) {
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Math.max(0, Integer.parseInt(text.strip())));
        } catch (NumberFormatException unreadable) {
            return OptionalInt.empty();
        }
    }
}
