package dev.linchpin.server.overview;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Reconciliations;
import dev.linchpin.engine.store.Reconciliations.Run;
import dev.linchpin.engine.store.Standings.OfType;
import dev.linchpin.server.overview.OverviewJson.Running;
import dev.linchpin.server.overview.Progress.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is under way just now that takes its time, and when it will probably be through. */
final class RunningNow {
    /** What one cycle takes in is done before anybody has read it. */
    private static final long WORTH_TELLING = 100;

    private final Progress progress;
    private final Reconciliations reconciliations;

    RunningNow(Progress progress, Reconciliations reconciliations) {
        this.progress = progress;
        this.reconciliations = reconciliations;
    }

    Optional<Run> reconciliation(ObjectType type) {
        return reconciliations.current(type).filter(run -> run.state() == Reconciliations.State.RUNNING);
    }

    /** The load of a mirrored type. */
    List<Running> of(ObjectType type, Instant now) {
        var load = progress.load(type);
        return load == null ? List.of() : List.of(running("load", type, load, now));
    }

    List<Running> of(OfType type, Optional<Run> reconciliation, Instant now) {
        var running = new ArrayList<Running>();
        var load = progress.load(type.type());
        if (load != null) {
            running.add(running("load", type.type(), load, now));
        }
        reconciliation
                .map(run -> work(run, type))
                .ifPresent(work -> running.add(running("reconciliation", type.type(), work, now)));
        var queued =
                type.queued() > WORTH_TELLING && load == null ? OptionalLong.of(type.queued()) : OptionalLong.empty();
        var queue = progress.queue(type.type(), queued);
        if (queue != null) {
            running.add(running("queue", type.type(), queue, now));
        }
        return running;
    }

    /** A run comes past all links, then all rows, then all records. */
    private static Work work(Run run, OfType type) {
        var figures = run.figures();
        var done = figures.getOrDefault("links", 0L)
                + figures.getOrDefault("rows", 0L)
                + figures.getOrDefault("records", 0L);
        var started = run.startedAt();
        return new Work(
                started == null ? run.requestedAt() : started,
                0,
                done,
                Math.max(done, 3 * type.linked() + type.unlinked()));
    }

    private static Running running(String activity, ObjectType type, Work work, Instant now) {
        var total = work.total();
        // What was counted before may have grown.
        var atLeast = total == null ? null : Math.max(total, work.done());
        return new Running(activity, type.name(), work.done(), atLeast, work.startedAt(), eta(work, now));
    }

    private static @Nullable Long eta(Work work, Instant now) {
        var total = work.total();
        var since = work.done() - work.first();
        var took = Duration.between(work.startedAt(), now).toMillis();
        if (total == null || since <= 0 || took <= 0) {
            return null;
        }
        return Math.round(Math.max(0, total - work.done()) * (took / 1000.0) / since);
    }
}
