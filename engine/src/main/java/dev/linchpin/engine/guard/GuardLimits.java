package dev.linchpin.engine.guard;

import java.time.Duration;

/**
 * What looks like an accident: more than this many records <i>and</i> more than this share of their type, within this time.
 *
 * @param share of the type's linked records, from 0 to 1
 */
public record GuardLimits(long records, double share, Duration within) {
    public static final GuardLimits DEFAULTS = new GuardLimits(50, 0.05, Duration.ofHours(1));

    /**
     * @throws IllegalArgumentException when a limit makes no sense
     */
    public GuardLimits {
        if (records < 0 || !(share >= 0 && share <= 1) || within.isNegative()) {
            throw new IllegalArgumentException(
                    "The guard's limits are a number of records, a share from 0 to 1, a time");
        }
    }

    /** @param size how many records of the type there are */
    boolean isAccident(long losses, long size) {
        return losses > records && losses > share * size;
    }
}
