package dev.linchpin.engine.mirror;

import java.time.Instant;

/** What a mirror does when it runs, a page a step. Confined to the loop that steps it. */
interface Work {
    /** The name by which the mirror is known in {@code sync_state}. */
    String name();

    /**
     * Begins a run, from the start however far the one before has come.
     *
     * @return how far the mirror has come
     */
    Position begin(Position position, Instant now);

    /** The next page of the run. */
    Step step(Position position, Instant beganAt, Instant now);

    /** How many rows there are, in the table that the mirror is named for. */
    long rows();

    /** Why the run did not succeed though it came to its end; empty when it did. */
    String problem();

    /** The next page of what goes on between runs, which {@link Position#pass} tells of. */
    Position between(Position position, Instant now);

    /** @param more whether the run goes on */
    record Step(Position position, Tally tally, boolean more) {}
}
