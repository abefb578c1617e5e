package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How whole types stand, in figures that belong together. Needs no ownership. Thread-safe. */
public interface Standings {
    /** The last check that came past everything of a type. */
    record Checked(Differences.Scope scope, Instant at) {}

    /**
     * One type, each linked pair counted once, by the worst that is known of it. {@code linked} is the sum of {@code inSync},
     * {@code pending}, {@code conflicts}, {@code failed} and {@code parked}.
     *
     * @param linked pairs of a row and a record
     * @param inSync pairs of which nothing is known that is to be done
     * @param pending marked or soon to be, because a change was captured or told of, or held by the guard
     * @param conflicts with an open conflict
     * @param failed with a value that a side refused
     * @param parked with an association that waits for another record
     * @param unlinked rows without a record and records without a row that Linchpin knows of
     * @param differing what the last check found to differ, as far as that is neither mended nor explained since
     * @param openConflicts all, of which a record may have several
     * @param deadLetters all, of which a record may have several
     * @param queued entries of the queue
     * @param unread captured changes of rows that have not been looked at
     * @param oldestInDatabase when the longest waiting change in SQL was made; null when none waits
     * @param oldestInHubSpot when Linchpin was told of the longest waiting change in HubSpot; null when none waits
     * @param checked null before the first check
     */
    record OfType(
            ObjectType type,
            long linked,
            long inSync,
            long pending,
            long conflicts,
            long failed,
            long parked,
            long unlinked,
            long differing,
            long openConflicts,
            long deadLetters,
            long queued,
            long unread,
            @Nullable Instant oldestInDatabase,
            @Nullable Instant oldestInHubSpot,
            @Nullable Checked checked) {}

    /** All types of which anything is known, from one snapshot. Costs a look at every link in an index. */
    List<OfType> types();
}
