package dev.linchpin.engine.merge;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When each side's current value of a field was set by somebody other than Linchpin.
 *
 * @param local by the database's clock; null when not captured
 * @param hubspot by HubSpot's clock; null when its history does not tell
 */
public record EditTimes(@Nullable Instant local, @Nullable Instant hubspot) {
    enum Later {
        LOCAL,
        HUBSPOT,
        UNDECIDED
    }

    Later later(Duration skew) {
        if (local == null || hubspot == null) {
            return Later.UNDECIDED;
        }
        if (local.isAfter(hubspot.plus(skew))) {
            return Later.LOCAL;
        }
        return hubspot.isAfter(local.plus(skew)) ? Later.HUBSPOT : Later.UNDECIDED;
    }
}
