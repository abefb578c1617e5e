package dev.linchpin.engine;

import java.time.Duration;

/**
 * Work that goes on for as long as Linchpin runs, one portion at a time. A scheduler calls {@link #step}; the loop itself
 * starts no thread and never waits but for HubSpot and the database, so a simulation can drive it just as well. Steps of one
 * loop do not overlap.
 */
public interface Loop {
    /** For thread names, logs and metrics ({@code cycle contacts 1}). */
    String name();

    /**
     * Does one portion of work. A failure that the loop cannot deal with is thrown; the scheduler logs it and steps again
     * after a pause, except {@link dev.linchpin.engine.store.OwnershipLostException}, which ends everything.
     *
     * @return how long until the next step is worthwhile; zero when there is more to do at once
     */
    Duration step();

    /** Whether this makes the next step worthwhile at once. */
    default boolean isWokenBy(EngineEvent event) {
        return false;
    }
}
