package dev.linchpin.engine.store;

import java.time.Instant;

/** Takes out what is no longer needed, within one {@link Transaction}. Not thread-safe. */
public interface Retention {
    /** What grows for as long as Linchpin runs. */
    enum Kind {
        /** Events that were worked on; until then they tell repeated deliveries. */
        WEBHOOK_EVENTS,
        /** The journal of what Linchpin changed. */
        JOURNAL,
        /** Conflicts that are settled. */
        CLOSED_CONFLICTS,
        /** Ended links of which neither row nor record is left: a tombstone that still holds one back stays. */
        TOMBSTONES,
        /** Reports of reconciliations. */
        RECONCILIATION_RUNS,
        /** Hourly figures of the feeds. */
        FEED_FIGURES,
        /** Figures of each minute. */
        STATISTICS
    }

    /** Removes at most so many of those that ended before; answers how many. */
    int purge(Kind kind, Instant before, int limit);
}
