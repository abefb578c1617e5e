package dev.linchpin.engine;

import dev.linchpin.engine.guard.GuardLimits;
import java.time.Duration;

/**
 * What can be tuned. {@link #defaults()} is what the documentation describes.
 *
 * @param workersPerType cycles of one type that run at a time
 * @param requestTimeout the longest that HubSpot may take with one request; an unanswered write counts as not carried out
 *     after twice this
 * @param maxFailures consecutive failures of one link before it becomes a dead letter
 */
public record EngineSettings(int workersPerType, Duration requestTimeout, int maxFailures, Feeds feeds, Safety safety) {

    /**
     * How changes are looked for.
     *
     * @param pollEvery how often HubSpot is searched for changes
     * @param pollOverlap how far each poll reads back behind the last one, because the search index lags
     * @param sweepEvery how often HubSpot's recycle bin is looked through
     */
    public record Feeds(Duration pollEvery, Duration pollOverlap, Duration sweepEvery) {
        static final Feeds DEFAULTS = new Feeds(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));

        public Feeds withPollEvery(Duration every) {
            return new Feeds(every, pollOverlap, sweepEvery);
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

    public static EngineSettings defaults() {
        return new EngineSettings(3, Duration.ofSeconds(10), 10, Feeds.DEFAULTS, Safety.DEFAULTS);
    }

    public EngineSettings withFeeds(Feeds other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, other, safety);
    }

    public EngineSettings withSafety(Safety other) {
        return new EngineSettings(workersPerType, requestTimeout, maxFailures, feeds, other);
    }
}
