package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.settings.Section;
import java.time.Duration;

/**
 * When writes of apps get into each other's way. HubSpot answers 423 when much is written to the same record at once, and says
 * that such locks last 2 seconds (HubSpot docs, "Error handling").
 *
 * @param within an app's write to a record is refused if the record changed less than this ago, which also locks the record; 0
 *     for never, and that is the default: HubSpot locks on writes that overlap, here they take no time, and any larger
 *     value would also refuse an app that writes one after the other
 * @param lasts how long a record stays locked after a refusal
 */
public record LockSettings(Duration within, Duration lasts) {

    /** The settings, as {@code locks}. */
    public static final Section<LockSettings> SECTION =
            Section.of("locks", LockSettings.class, new LockSettings(Duration.ZERO, Duration.ofSeconds(2)));

    /** Refuses negative times. */
    public LockSettings {
        if (within == null || within.isNegative() || lasts == null || lasts.isNegative()) {
            throw new IllegalArgumentException("locks.within and locks.lasts must not be negative");
        }
    }
}
