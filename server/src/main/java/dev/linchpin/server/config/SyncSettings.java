package dev.linchpin.server.config;

import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.store.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How often what is looked at.
 *
 * @param pollEvery how often HubSpot is searched for changes
 * @param pollOverlap how far each poll reads back, because HubSpot's search index lags
 * @param sweepEvery how often HubSpot's recycle bin is looked through
 * @param workersPerType cycles of one object type that run at a time
 * @param maxFailures consecutive failures of one record before it becomes a dead letter
 * @param safety when writes are looked up for edits that they replaced
 * @param feeds where changes in HubSpot are heard of, as far as all is configured that they need
 * @param feedGrace how long after a poll a fast feed may still tell what it found
 * @param reference what is kept in read-only tables
 * @param referenceEvery how often those are refreshed
 * @param mirrorEvery how often mirrors run that do not say so themselves
 */
public record SyncSettings(
        Duration pollEvery,
        Duration pollOverlap,
        Duration sweepEvery,
        int workersPerType,
        int maxFailures,
        Safety safety,
        Set<Feed> feeds,
        Duration feedGrace,
        List<Reference> reference,
        Duration referenceEvery,
        Duration mirrorEvery) {
    public SyncSettings {
        feeds = Set.copyOf(feeds);
        reference = List.copyOf(reference);
    }

    /** When writes are looked up for edits that they replaced. */
    public enum Safety {
        /** At once when an event falls between read and write, else with left-over budget. */
        BALANCED,
        /** Within the cycle that wrote. */
        STRICT
    }
}
