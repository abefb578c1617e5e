package dev.linchpin.engine.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * How far HubSpot's search index is known to lag behind the records: the longest that a write of ours was seen missing from
 * it, halved with every hour since. A lower bound, so what relies on it allows for more. Immutable.
 *
 * @param measured as it was at {@code at}
 */
record SearchLag(Duration measured, Instant at) {
    private static final double HALF_LIFE_SECONDS = 3_600;

    /** Polls are rare: between the last one that did not show a write and the one that does, as much again may pass. */
    private static final int SAFETY = 2;

    static final SearchLag NONE = new SearchLag(Duration.ZERO, Instant.EPOCH);

    Duration now(Instant now) {
        var elapsed = Math.max(0, Duration.between(at, now).toSeconds());
        return Duration.ofMillis(Math.round(measured.toMillis() * Math.pow(0.5, elapsed / HALF_LIFE_SECONDS)));
    }

    /** A write was still missing after so long. */
    SearchLag missing(Duration since, Instant now) {
        return since.compareTo(now(now)) > 0 ? new SearchLag(since, now) : this;
    }

    /** How far a poll reads back. */
    Duration overlap(Duration least, Instant now) {
        var needed = now(now).multipliedBy(SAFETY);
        return needed.compareTo(least) > 0 ? needed : least;
    }

    /** What {@link #parse} understands. */
    String position() {
        return measured.toMillis() + "@" + at;
    }

    static SearchLag parse(String position) {
        var parts = position.split("@", 2);
        return new SearchLag(Duration.ofMillis(Long.parseLong(parts[0])), Instant.parse(parts[1]));
    }
}
