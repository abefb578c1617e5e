package dev.linchpin.server.loops;

import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.OwnershipLostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps one loop until told to stop. */
final class LoopThread {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Loop loop;
    private final InstantSource clock;
    private final Complaints complaints;
    private final Consumer<Throwable> onFatal;
    private final Alarm alarm = new Alarm();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile LoopReport report;

    LoopThread(Loop loop, InstantSource clock, Complaints complaints, Consumer<Throwable> onFatal) {
        this.loop = loop;
        this.clock = clock;
        this.complaints = complaints;
        this.onFatal = onFatal;
        this.report = new LoopReport(loop.name(), 0, null, null);
        // Not a virtual thread: SQLite's driver waits for locks inside native code, which would hold the few carrier
        // threads.
        this.thread = Thread.ofPlatform().daemon().name(loop.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wakeFor(ObjectType type) {
        if (type.equals(loop.wokenByMarksOf())) {
            alarm.ring();
        }
    }

    void askToStop() {
        stopping = true;
        alarm.ring();
    }

    /** Waits for the step under way; what is not over at the deadline is interrupted. */
    void join(Instant deadline) throws InterruptedException {
        var left = Duration.between(clock.instant(), deadline).toMillis();
        if (left > 0 && thread.join(Duration.ofMillis(left))) {
            return;
        }
        thread.interrupt();
        thread.join(Duration.ofSeconds(1));
    }

    LoopReport report() {
        return report;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        try {
            while (!stopping) {
                try {
                    var rest = loop.step();
                    pause = FIRST_PAUSE;
                    stepped(null);
                    if (rest.isPositive()) {
                        alarm.await(rest);
                    }
                } catch (OwnershipLostException | VirtualMachineError fatal) {
                    stepped(Complaints.describe(fatal));
                    onFatal.accept(fatal);
                    return;
                } catch (RuntimeException failure) {
                    if (stopping) {
                        return;
                    }
                    stepped(Complaints.describe(failure));
                    complaints.about(loop.name(), failure, pause);
                    rest(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks do not cut this pause short: they would turn a failure into a busy loop. */
    private void rest(Duration pause) throws InterruptedException {
        var until = clock.instant().plus(pause);
        for (var left = pause; left.isPositive() && !stopping; left = Duration.between(clock.instant(), until)) {
            alarm.await(left);
        }
    }

    private void stepped(@Nullable String failure) {
        report = new LoopReport(loop.name(), report.steps() + 1, clock.instant(), failure);
    }
}
