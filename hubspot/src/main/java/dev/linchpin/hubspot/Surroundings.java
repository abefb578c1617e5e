package dev.linchpin.hubspot;

import dev.linchpin.hubspot.waiting.Waiting;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Time and chance, handed in so that a simulation can make its own.
 *
 * @param clock should run evenly: one that jumps ahead frees the budget's slots before HubSpot does
 * @param random for jitter; must be safe for use by several threads
 */
public record Surroundings(Clock clock, Waiting waiting, RandomGenerator random) {
    /** The machine's own, with the given clock. */
    public static Surroundings real(Clock clock) {
        return new Surroundings(clock, Waiting.real(), new Random());
    }
}
