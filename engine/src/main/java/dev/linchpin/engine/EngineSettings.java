package dev.linchpin.engine;

import java.time.Duration;

/**
 * What can be tuned. {@link #defaults()} is what the documentation describes.
 *
 * @param workersPerType cycles of one type that run at a time
 * @param requestTimeout the longest that HubSpot may take with one request; an unanswered write counts as not carried out
 *     after twice this
 * @param pollEvery how often HubSpot is searched for changes
 * @param pollOverlap how far each poll reads back behind the last one, because the search index lags
 * @param sweepEvery how often HubSpot's recycle bin is looked through
 * @param auditAfter how long an acknowledged write waits before it is audited without an occasion
 * @param clockSkew how near in time two edits may be for {@code LATEST_WINS} to leave them undecided
 * @param maxFailures consecutive failures of one link before it becomes a dead letter
 */
public record EngineSettings(
        int workersPerType,
        Duration requestTimeout,
        Duration pollEvery,
        Duration pollOverlap,
        Duration sweepEvery,
        Duration auditAfter,
        Duration clockSkew,
        int maxFailures) {
    public static EngineSettings defaults() {
        return new EngineSettings(
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(2),
                10);
    }

    public EngineSettings withPollEvery(Duration every) {
        return new EngineSettings(
                workersPerType, requestTimeout, every, pollOverlap, sweepEvery, auditAfter, clockSkew, maxFailures);
    }
}
