package dev.linchpin.server.loops;

import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.store.OwnershipLostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Steps one loop until told to stop. */
final class LoopThread {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Short enough for the heartbeat not to be missed by others once the database is back. */
    private static final Duration LONGEST_PAUSE = Ownership.SILENCE.dividedBy(2);

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

    void wakeBy(EngineEvent event) {
        if (loop.isWokenBy(event)) {
            alarm.ring();
        }
    }

    void askToStop() {
        stopping = true;
        alarm.ring();
    }

    /** Breaks the step under way off, if it waits for something. */
    void interrupt() {
        thread.interrupt();
    }

    /**
     * Waits for the step under way to end.
     *
     * @param deadline in terms of {@link System#nanoTime}
     */
    void join(long deadline) throws InterruptedException {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }

    LoopReport report() {
        return report;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!stopping) {
            try {
                var rest = loop.step();
                pause = FIRST_PAUSE;
                if (report.failure() != null) {
                    complaints.over(loop.name());
                }
                stepped(null);
                if (rest.isPositive()) {
                    alarm.await(rest);
                }
            } catch (RuntimeException | InterruptedException | Error failure) {
                if (failure instanceof OwnershipLostException || failure instanceof Error) {
                    // An error is not tried again: it means that this process is broken, not what the loop works on.
                    stepped(Complaints.describe(failure));
                    onFatal.accept(failure);
                    return;
                }
                // Only a stop interrupts on purpose; any other interrupt is a step's own business and was used up by
                // it.
                if (!stopping && !(failure instanceof InterruptedException)) {
                    stepped(Complaints.describe(failure));
                    complaints.about(loop.name(), failure);
                    rest(pause);
                    pause = Duration.ofNanos(Math.min(pause.toNanos() * 2, LONGEST_PAUSE.toNanos()));
                }
            }
        }
    }

    /** Marks do not cut this pause short: they would turn a failure into a busy loop. */
    private void rest(Duration pause) {
        // Not by the clock, which may be set back.
        var until = System.nanoTime() + pause.toNanos();
        try {
            for (var left = pause; left.isPositive() && !stopping; left = Duration.ofNanos(until - System.nanoTime())) {
                alarm.await(left);
            }
        } catch (InterruptedException hurried) {
            // To stop, or for nothing: the loop sees for itself.
        }
    }

    private void stepped(@Nullable String failure) {
        report = new LoopReport(loop.name(), report.steps() + 1, clock.instant(), failure);
    }
}
