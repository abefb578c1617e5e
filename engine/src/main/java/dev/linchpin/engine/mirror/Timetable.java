package dev.linchpin.engine.mirror;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a mirror runs: at fixed times of the clock, so that several keep their distance however long each takes and whenever
 * each was started. Every 15 minutes with an offset of 5 is at 5, 20, 35 and 50 minutes past each hour.
 *
 * @param every at least a second
 * @param offset of any length; only its part below {@code every} counts
 */
public record Timetable(Duration every, Duration offset) {
    /** @throws IllegalArgumentException when it would run without a pause */
    public Timetable {
        if (every.compareTo(Duration.ofSeconds(1)) < 0 || offset.isNegative()) {
            throw new IllegalArgumentException("A mirror runs at most once a second, at an offset of at least 0");
        }
    }

    /**
     * When the next run is due.
     *
     * @param ranAt when the last one that succeeded began; null when none has, and it is due at once
     */
    public Instant due(@Nullable Instant ranAt, Instant now) {
        return ranAt == null ? now : after(ranAt);
    }

    /** The first of its times after a moment. */
    public Instant after(Instant moment) {
        var interval = every.toMillis();
        var begun = Math.floorDiv(moment.toEpochMilli() - offset.toMillis(), interval);
        return Instant.ofEpochMilli((begun + 1) * interval + offset.toMillis());
    }
}
