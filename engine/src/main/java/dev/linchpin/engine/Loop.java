package dev.linchpin.engine;

import java.time.Duration;

/**
 * Work that goes on for as long as Linchpin runs, one portion at a time. A scheduler calls {@link #step}; the loop itself
 * starts no thread and never waits, so a simulation can drive it just as well. Steps of one loop do not overlap.
 */
public interface Loop {
    /** For thread names, logs and metrics ({@code cycle contacts}). */
    String name();

    /**
     * Does one portion of work.
     *
     * @return how long until the next step is worthwhile; zero when there is more to do at once
     */
    Duration step();
}
