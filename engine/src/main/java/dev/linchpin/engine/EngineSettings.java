package dev.linchpin.engine;

import dev.linchpin.engine.guard.GuardLimits;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Retention;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/**
 * What can be tuned. {@link #defaults()} is what the documentation describes.
 *
 * @param workersPerType cycles of one type that run at a time
 * @param requestTimeout the longest that HubSpot may take with one request; an unanswered write counts as not carried out
 *     after twice this
 * @param maxFailures consecutive failures of one link before it becomes a dead letter
 * @param retention how long what has served is kept; what is not named is kept for good
 */
public record EngineSettings(
        int workersPerType,
        Duration requestTimeout,
        int maxFailures,
        Feeds feeds,
        Safety safety,
        Proof proof,
        Map<Retention.Kind, Duration> retention) {
    public EngineSettings {
        retention = Map.copyOf(retention);
    }

    public EngineSettings(int workersPerType, Duration requestTimeout, int maxFailures, Feeds feeds, Safety safety) {
        this(workersPerType, requestTimeout, maxFailures, feeds, safety, Proof.DEFAULTS, Map.of());
    }

    /**
     * How changes are looked for.
     *
     * @param pollEvery how often HubSpot is searched for changes
     * @param pollOverlap how far each poll reads back behind the last one at least, because the search index lags
     * @param sweepEvery how often HubSpot's recycle bin is looked through
     * @param on the feeds that are listened to; without {@link Feed#POLLING}, HubSpot is searched only where a fast feed says
     *     that it missed something
     * @param grace how long after a poll a fast feed may still tell what the poll found, before it counts as missed
     * @param captureEvery how often the change log is looked at while it is quiet; while it is busy, more often
     * @param edgesEvery how long an association that no event told of may go unnoticed, given budget enough
     */
    public record Feeds(
            Duration pollEvery,
            Duration pollOverlap,
            Duration sweepEvery,
            Set<Feed> on,
            Duration grace,
            Duration captureEvery,
            Duration edgesEvery) {
        static final Feeds DEFAULTS = new Feeds(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));

        public Feeds {
            on = Set.copyOf(on);
        }

        public Feeds(Duration pollEvery, Duration pollOverlap, Duration sweepEvery) {
            this(
                    pollEvery,
                    pollOverlap,
                    sweepEvery,
                    Set.of(Feed.WEBHOOKS, Feed.POLLING),
                    Duration.ofMinutes(5),
                    Duration.ofMillis(50),
                    Duration.ofHours(1));
        }

        public Feeds withPollEvery(Duration every) {
            return new Feeds(every, pollOverlap, sweepEvery, on, grace, captureEvery, edgesEvery);
        }

        public Feeds withOn(Set<Feed> feeds) {
            return new Feeds(pollEvery, pollOverlap, sweepEvery, feeds, grace, captureEvery, edgesEvery);
        }

        public Feeds withCaptureEvery(Duration every) {
            return new Feeds(pollEvery, pollOverlap, sweepEvery, on, grace, every, edgesEvery);
        }

        public Feeds withEdgesEvery(Duration every) {
            return new Feeds(pollEvery, pollOverlap, sweepEvery, on, grace, captureEvery, every);
        }
    }

    /**
     * How doubts are dealt with.
     *
     * @param auditAfter how long an acknowledged write waits before it is audited without an occasion
     * @param clockSkew how near in time two edits may be for {@code LATEST_WINS} to leave them undecided
     * @param guard what looks like an accident and is held
     * @param isStrict every write is audited within its cycle, at the cost of one more read; otherwise at once when an event
     *     falls between read and write, else with left-over budget
     */
    public record Safety(Duration auditAfter, Duration clockSkew, GuardLimits guard, boolean isStrict) {
        static final Safety DEFAULTS =
                new Safety(Duration.ofSeconds(20), Duration.ofSeconds(2), GuardLimits.DEFAULTS, false);

        public Safety(Duration auditAfter, Duration clockSkew) {
            this(auditAfter, clockSkew, GuardLimits.DEFAULTS, false);
        }

        public Safety withStrict(boolean strict) {
            return new Safety(auditAfter, clockSkew, guard, strict);
        }

        public Safety withGuard(GuardLimits other) {
            return new Safety(auditAfter, clockSkew, other, isStrict);
        }
    }

    /**
     * How the equality of both sides is proved.
     *
     * @param verifyWithin how long the rolling verifier may take to come past everything once
     * @param callsPerMinute the most HubSpot calls of the rolling verifier, per type; it falls behind rather than make more
     * @param rowsEvery how often all rows are compared with what they are known to hold, for changes that no trigger saw
     * @param reconcileAt when everything is compared each day
     * @param zone the time zone of {@code reconcileAt}
     */
    public record Proof(
            Duration verifyWithin, int callsPerMinute, Duration rowsEvery, LocalTime reconcileAt, ZoneId zone) {
        public static final Proof DEFAULTS =
                new Proof(Duration.ofDays(1), 20, Duration.ofHours(1), LocalTime.of(2, 0), ZoneOffset.UTC);

        /** Nothing is compared: for who wants to see what the rest does by itself, with nothing mended behind it. */
        public static final Proof OFF = new Proof(Duration.ZERO, 1, Duration.ZERO, LocalTime.MIDNIGHT, ZoneOffset.UTC);

        public boolean isOn() {
            return verifyWithin.isPositive();
        }
    }

    public static EngineSettings defaults() {
        return new EngineSettings(3, Duration.ofSeconds(10), 10, Feeds.DEFAULTS, Safety.DEFAULTS);
    }

    public EngineSettings withWork(int workers, Duration timeout, int failures) {
        return new EngineSettings(workers, timeout, failures, feeds, safety, proof, retention);
    }

    public EngineSettings withFeeds(Feeds other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, other, safety, proof, retention);
    }

    public EngineSettings withSafety(Safety other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, feeds, other, proof, retention);
    }

    public EngineSettings withProof(Proof other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, feeds, safety, other, retention);
    }

    public EngineSettings withRetention(Map<Retention.Kind, Duration> other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, feeds, safety, proof, other);
    }
}
