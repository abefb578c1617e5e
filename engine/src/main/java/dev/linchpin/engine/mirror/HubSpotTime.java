package dev.linchpin.engine.mirror;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of HubSpot's clock: it stood at this or later when ours stood at that. From our clock only the time that has
 * passed is taken, so the two need not agree. What is reckoned is never ahead of HubSpot's clock, unless ours is set forward
 * meanwhile.
 *
 * @param hubspot a modification that was seen, which HubSpot's clock had reached then
 * @param ours when it was seen
 */
public record HubSpotTime(Instant hubspot, Instant ours) {
    /** No more than this far, it is hoped, do the clocks disagree while nothing has been seen yet. */
    private static final Duration APART = Duration.ofMinutes(10);

    /** So far ahead of our clock at most is HubSpot's taken to be: it limits what setting ours forward can do. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** The only time that our clock stands in for HubSpot's. */
    static HubSpotTime unknown(Instant now) {
        return new HubSpotTime(now.minus(APART), now);
    }

    /** What HubSpot's clock had reached when ours stood there. */
    Instant at(Instant when) {
        var reckoned = hubspot.plus(Duration.between(ours, when));
        var latest = when.plus(AHEAD);
        return reckoned.isAfter(latest) ? latest : reckoned;
    }

    /** @param modified when a record that is seen now was modified */
    HubSpotTime seen(Instant modified, Instant now) {
        return modified.isAfter(at(now)) ? new HubSpotTime(modified, now) : this;
    }
}
