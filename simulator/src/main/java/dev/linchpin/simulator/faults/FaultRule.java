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
 * @param delay how late a slow answer is, or how long a dripping one takes; null for one second
 * @param retryAfter what an error status says in {@code Retry-After}; null for nothing, and 2 seconds with a 477
 * @param commits whether a call that is answered with an error status is carried out all the same; null for no
 */
public record FaultRule(
        String route,
        FaultKind kind,
        @Nullable Double rate,
        @Nullable Integer count,
        @Nullable Delay delay,
        @Nullable Duration retryAfter,
        @Nullable Boolean commits) {

    private static final Delay ONE_SECOND = new Delay.Fixed(Duration.ofSeconds(1));

    /** Refuses shares outside 0 to 1, negative counts, and details that the kind has no use for. */
    public FaultRule {
        if (rate != null && !(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate is a share and must be between 0 and 1, but is " + rate);
        }
        if (count != null && count < 0) {
            throw new IllegalArgumentException("count must not be negative, but is " + count);
        }
        if (delay != null && !kind.isOnlyTime()) {
            throw new IllegalArgumentException(
                    "delay belongs to slow and drip; add a rule of that kind beside this one");
        }
        if (retryAfter != null && (kind.status() == 0 || retryAfter.isNegative())) {
            throw new IllegalArgumentException("retryAfter belongs to a status and must not be negative");
        }
    }

    /** How late a slow answer is, or how long a dripping one takes. */
    public Delay effectiveDelay() {
        return delay == null ? ONE_SECOND : delay;
    }

    /** Whether a call that is answered with an error status is carried out all the same. */
    public boolean commitsFirst() {
        return commits != null && commits;
    }

    /** The same rule with that many hits left. */
    FaultRule withCount(@Nullable Integer left) {
        return new FaultRule(route, kind, rate, left, delay, retryAfter, commits);
    }
}
