package dev.linchpin.simulator.clock;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What HubSpot does by itself some time after a call: link, recompute, import, export. The account catches up before each
 * call, so that whatever was due by then is done, in the order in which it was due and as of that time; however far the
 * clock was moved, the outcome is the same. Thread-safe.
 */
public final class Agenda {

    private final SimulatorClock clock;
    private final ReentrantLock running = new ReentrantLock();
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::sequence));
    private volatile Runnable wakeUp = () -> {};
    private long sequence;

    private record Entry(long due, long sequence, Task task) {}

    /** Something to do. */
    @FunctionalInterface
    public interface Task {

        /** Does it, as of the millisecond at which it was due. */
        void run(long due);
    }

    /** Nothing to do yet. */
    public Agenda(SimulatorClock clock) {
        this.clock = clock;
    }

    /** Calls this whenever there is something new to do. */
    public void onWork(Runnable listener) {
        wakeUp = listener;
    }

    /** Has something done at that millisecond of the clock, or at the next occasion after it. */
    public void at(long due, Task task) {
        synchronized (entries) {
            entries.add(new Entry(due, sequence++, task));
        }
        wakeUp.run();
    }

    /** Does everything that is due, including what becomes due by it. Not to be called under any other lock. */
    public void catchUp() {
        running.lock();
        try {
            for (Entry next = next(); next != null; next = next()) {
                next.task().run(next.due());
            }
        } finally {
            running.unlock();
        }
    }

    /** When the next task is due, if there is one. */
    public OptionalLong nextDue() {
        synchronized (entries) {
            return Optional.ofNullable(entries.peek()).stream()
                    .mapToLong(Entry::due)
                    .findFirst();
        }
    }

    /** Forgets everything. */
    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    private @Nullable Entry next() {
        synchronized (entries) {
            Entry first = entries.peek();
            return first != null && first.due() <= clock.millis() ? entries.remove() : null;
        }
    }
}
