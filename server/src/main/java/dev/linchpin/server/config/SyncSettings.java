package dev.linchpin.server.config;

import java.time.Duration;

/**
 * How often what is looked at.
 *
 * @param pollEvery how often HubSpot is searched for changes
 * @param pollOverlap how far each poll reads back, because HubSpot's search index lags
 * @param sweepEvery how often HubSpot's recycle bin is looked through
 * @param workersPerType cycles of one object type that run at a time
 * @param maxFailures consecutive failures of one record before it becomes a dead letter
 * @param safety when writes are looked up for edits that they replaced
 */
public record SyncSettings(
        Duration pollEvery,
        Duration pollOverlap,
        Duration sweepEvery,
        int workersPerType,
        int maxFailures,
        Safety safety) {
    /** When writes are looked up for edits that they replaced. */
    public enum Safety {
        /** At once when an event falls between read and write, else with left-over budget. */
        BALANCED,
        /** Within the cycle that wrote. */
        STRICT
    }
}
