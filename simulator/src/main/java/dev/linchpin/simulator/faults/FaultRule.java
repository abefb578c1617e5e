package dev.linchpin.simulator.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When something goes wrong.
 *
 * @param route which calls: a method and a path in which {@code *} stands for one segment and a last {@code **} for any
 *     rest, or {@code *} alone for every call; the version slug counts as the segment after the API's name
 * @param kind what goes wrong
 * @param rate share of calls; null for all of them
 * @param count how many calls it hits before it is used up; null for no end
 * @param delay how late a slow answer is; null for one second
 * @param commits whether a call that is answered with an error status is carried out all the same; null for no
 */
public record FaultRule(
        String route,
        FaultKind kind,
        @Nullable Double rate,
        @Nullable Integer count,
        @Nullable Duration delay,
        @Nullable Boolean commits) {

    /** Refuses shares outside 0 to 1, negative counts and delays. */
    public FaultRule {
        if (rate != null && !(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is a share and must be between 0 and 1, but is " + rate);
        }
        if (count != null && count < 0) {
            throw new IllegalArgumentException("count must not be negative, but is " + count);
        }
        if (delay != null && delay.isNegative()) {
            throw new IllegalArgumentException("delay must not be negative, but is " + delay);
        }
    }

    /** How late a slow answer is. */
    public Duration effectiveDelay() {
        return delay == null ? Duration.ofSeconds(1) : delay;
    }

    /** Whether a call that is answered with an error status is carried out all the same. */
    public boolean commitsFirst() {
        return commits != null && commits;
    }
}
