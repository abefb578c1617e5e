package dev.linchpin.torture.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out tasks in virtual time, one at a time, those of the same millisecond in an order that the seed decides. A task may
 * pause in the midst of its work; others go on meanwhile, each on a stack of its own. Threads are switched only where a
 * task pauses and another is due before it goes on.
 *
 * <p>Not thread-safe, except that tasks call back from the fibers they run on.
 */
public final class Scheduler implements AutoCloseable {

    /** Unwinds what is under way when a history is over; nobody may survive it. */
    private static final class Over extends Error {
        Over() {
            super("the history is over", null, false, false);
        }
    }

    private static final long PATIENCE_SECONDS = 60;

    private record Event(long at, long tie, long number, Object what) {
        static final Comparator<Event> ORDER = Comparator.comparingLong(Event::at)
                .thenComparingLong(Event::tie)
                .thenComparingLong(Event::number);
    }

    private final VirtualClock clock;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Event.ORDER);
    private final List<Fiber> fibers = new ArrayList<>();
    private final Deque<Fiber> idle = new ArrayDeque<>();
    private final Semaphore handedBack = new Semaphore(0);
    private BooleanSupplier until = () -> true;
    private @Nullable Fiber running;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean stuck;
    private final AtomicLong numbers = new AtomicLong();

    public Scheduler(VirtualClock clock, long seed) {
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    /** Has this done at that millisecond, or as soon as it can be after it. */
    public void at(long millis, Runnable task) {
        add(millis, task);
    }

    /** Has this done after so long. */
    public void in(Duration delay, Runnable task) {
        add(clock.millis() + milliseconds(delay), task);
    }

    /** To be called within a task: it goes on after so long, and others have their turn. */
    public void pause(Duration duration) {
        if (over) {
            throw new Over();
        }
        var wake = clock.millis() + milliseconds(duration);
        var me = Objects.requireNonNull(running, "Only tasks may pause");
        var next = events.peek();
        if (next == null || next.at() > wake) {
            clock.moveTo(wake);
            return;
        }
        add(wake, me);
        pass(idleFiber(), me);
        if (over) {
            throw new Over();
        }
    }

    /** Runs until the condition holds, which is asked before each task, or until nothing is left to do. */
    public void run(BooleanSupplier condition) {
        until = condition;
        var first = idleFiber();
        running = first;
        first.give();
        awaitTheBaton();
        running = null;
        if (failure != null) {
            throw new IllegalStateException("A task failed", failure);
        }
    }

    /** Tasks may wait for nothing but virtual time: one that waits for another's lock would wait for ever. */
    private void awaitTheBaton() {
        var before = -1L;
        try {
            while (!handedBack.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                if (numbers.get() == before) {
                    stuck = true;
                    throw new IllegalStateException("A task waits for something that will never come, at virtual time "
                            + clock.instant() + "; a dump of all threads shows for what");
                }
                before = numbers.get();
            }
        } catch (InterruptedException stop) {
            stuck = true;
            throw new IllegalStateException("Interrupted", stop);
        }
    }

    /** Ends whatever is under way. */
    @Override
    public void close() {
        over = true;
        if (stuck) {
            return;
        }
        // One after the other: what unwinds still shares state.
        for (var fiber : fibers) {
            running = fiber;
            fiber.give();
            try {
                fiber.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void add(long at, Object what) {
        events.add(new Event(Math.max(at, clock.millis()), random.nextLong(), numbers.getAndIncrement(), what));
    }

    private static long milliseconds(Duration duration) {
        return duration.toNanos() <= 0 ? 0 : Math.ceilDiv(duration.toNanos(), 1_000_000L);
    }

    private Fiber idleFiber() {
        var waiting = idle.poll();
        if (waiting != null) {
            return waiting;
        }
        var fiber = new Fiber(this::work);
        fibers.add(fiber);
        return fiber;
    }

    private void pass(Fiber to, Fiber from) {
        running = to;
        to.give();
        from.take();
    }

    /** What every fiber does while it has the baton and no task: it carries out the next one. */
    private void work() {
        var me = Objects.requireNonNull(running);
        while (!over) {
            if (failure != null || until.getAsBoolean() || events.isEmpty()) {
                idle.push(me);
                handedBack.release();
                me.take();
                continue;
            }
            var event = events.remove();
            clock.moveTo(event.at());
            if (event.what() instanceof Fiber paused) {
                idle.push(me);
                pass(paused, me);
            } else {
                carryOut((Runnable) event.what());
            }
        }
    }

    private void carryOut(Runnable task) {
        try {
            task.run();
        } catch (Over end) {
            // The history is over.
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }
}
