package dev.linchpin.engine.mirror;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.ObjectType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a mirror by its timetable, one page a step. What HubSpot or the table refuses ends the run, is told in
 * {@code sync_state}, and is tried again; what was taken in stays.
 */
public final class MirrorLoop implements Loop {
    private static final Logger log = LoggerFactory.getLogger(MirrorLoop.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    private final Work work;
    private final Timetable timetable;
    private final MirrorStore store;
    private final Clock clock;
    private final EngineListener listener;
    private @Nullable Position position;
    private @Nullable Run run;
    private Instant notBefore = Instant.MIN;
    private int failures;
    private volatile boolean wanted;
    private volatile Report report;

    /** A run under way. */
    private record Run(Instant beganAt, Tally tally) {}

    /**
     * How the mirror is doing since the start of this process.
     *
     * @param runs that came to their end, one way or another
     * @param rows in its table after the last run; null before the first has succeeded
     * @param records rows that the last run wrote or took away
     * @param problem why the last run failed; null when it did not
     * @param isBusy whether a run is under way, or all records are being read between runs
     * @param ranAt when the last run that succeeded began, whichever process ran it; null when none has
     * @param nextAt when the next run is due; null while one is under way or before the first step
     */
    public record Report(
            String name,
            long runs,
            @Nullable Long rows,
            long records,
            @Nullable String problem,
            boolean isBusy,
            @Nullable Instant ranAt,
            @Nullable Instant nextAt) {}

    MirrorLoop(Work work, Timetable timetable, MirrorStore store, Clock clock, EngineListener listener) {
        this.work = work;
        this.timetable = timetable;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
        this.report = new Report(work.name(), 0, null, 0, null, true, null, null);
    }

    @Override
    public String name() {
        return "mirror " + work.name();
    }

    /** From any thread. */
    public Report report() {
        return report;
    }

    /** Has it run at its next step, whatever its timetable says. From any thread. */
    public void runNow() {
        wanted = true;
    }

    @Override
    public Duration step() {
        var now = clock.instant();
        var under = run;
        try {
            if (under != null) {
                return go(under, known(), now);
            }
            if (now.isBefore(notBefore)) {
                return Duration.between(now, notBefore);
            }
            var due = timetable.due(known().ranAt(), now);
            if (wanted || !now.isBefore(due)) {
                wanted = false;
                begin(now);
                return Duration.ZERO;
            }
            if (known().pass() != null) {
                position = work.between(known(), now);
                return Duration.ZERO;
            }
            told(false, due);
            return Duration.between(now, due);
        } catch (HubSpotException.Transient | HubSpotException.RateLimited passing) {
            return failed(String.valueOf(passing.getMessage()), false);
        } catch (HubSpotException | MirrorTableException refused) {
            return failed(String.valueOf(refused.getMessage()), true);
        } catch (RuntimeException failed) {
            run = null;
            position = null;
            throw failed;
        }
    }

    private Position known() {
        var known = position;
        if (known == null) {
            known = store.position(work.name());
            position = known;
        }
        return known;
    }

    private void begin(Instant now) {
        told(true, null);
        store.began(work.name());
        position = work.begin(known(), now);
        run = new Run(now, Tally.NOTHING);
    }

    private Duration go(Run under, Position from, Instant now) {
        var step = work.step(from, under.beganAt(), now);
        position = step.position();
        var done = new Run(under.beganAt(), under.tally().plus(step.tally()));
        run = done;
        if (!step.more()) {
            end(done, step.position(), now);
        }
        return Duration.ZERO;
    }

    private void end(Run done, Position reached, Instant now) {
        var problem = work.problem();
        var ran = reached.ran(done.beganAt());
        store.ended(work.name(), ran, done.tally().records(), problem.isEmpty() ? null : problem);
        if (!problem.isEmpty()) {
            // Why not is for those who may see the rows: the database's words may repeat what a record holds.
            log.warn("{}: the database refuses records; sync_state tells which, and why", name());
        } else if (failures > 0) {
            log.info("{}: works again", name());
        }
        position = ran;
        run = null;
        failures = 0;
        over(done, problem.isEmpty() ? null : problem, now);
    }

    /** @param lasting whether waiting will not help, so that the next time of the timetable is soon enough */
    private Duration failed(String problem, boolean lasting) {
        var now = clock.instant();
        var broken = run == null ? new Run(now, Tally.NOTHING) : run;
        var isNews = !problem.equals(report.problem());
        run = null;
        position = null;
        var next = timetable.after(now);
        var soon = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10)));
        notBefore = lasting || soon.isAfter(next) ? next : soon;
        failures++;
        if (isNews) {
            log.warn("{}: {}", name(), problem);
        }
        store.ended(work.name(), known(), broken.tally().records(), problem);
        over(broken, problem, now);
        return Duration.between(now, notBefore);
    }

    private void over(Run ended, @Nullable String problem, Instant now) {
        var tally = ended.tally();
        var last = report;
        report = new Report(
                work.name(),
                last.runs() + 1,
                problem == null ? Long.valueOf(work.rows()) : last.rows(),
                tally.records(),
                problem,
                problem == null,
                known().ranAt(),
                problem == null ? null : notBefore);
        listener.on(new EngineEvent.MirrorEnded(
                new ObjectType(work.name()),
                problem == null,
                Duration.between(ended.beganAt(), now),
                tally.written(),
                tally.removed()));
    }

    private void told(boolean busy, @Nullable Instant next) {
        var last = report;
        report = new Report(
                work.name(), last.runs(), last.rows(), last.records(), last.problem(), busy, known().ranAt(), next);
    }
}
