package dev.linchpin.simulator.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What settings refuse, with a message that names the setting. Stateless. */
public final class Checks {

    private Checks() {}

    /**
     * Refuses what does not hold.
     *
     * @throws IllegalArgumentException with the message
     */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** JSON can leave out what the type system cannot. */
    public static void present(@Nullable Object value, String name) {
        require(value != null, name + " must not be null");
    }

    /** Refuses shares outside 0 to 1. */
    public static void share(double value, String name) {
        require(value >= 0 && value <= 1, name + " is a share and must be between 0 and 1, but is " + value);
    }

    /** Refuses negative times. */
    public static void notNegative(Duration value, String name) {
        require(!value.isNegative(), name + " must not be negative, but is " + value);
    }
}
