package dev.linchpin.server.events;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.events.Hints.Hint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Between the threads on which things happen and the one that writes to whoever listens, which alone may be slow. Thread-safe. */
final class Listener {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Hints hints = new Hints();
    private boolean isEnded;

    /** Never waits for the listener. */
    void tell(ObjectType type, Set<Topic> what) {
        lock.lock();
        try {
            hints.add(type, what);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is to be told. */
    void end() {
        lock.lock();
        try {
            isEnded = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isEnded() {
        lock.lock();
        try {
            return isEnded;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to tell; empty when nothing came up in this time, and at once when it has ended. */
    List<Hint> await(Duration atMost) throws InterruptedException {
        var until = System.nanoTime() + atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!isEnded) {
                var now = System.nanoTime();
                var due = hints.take(now);
                if (!due.isEmpty() || now - until >= 0) {
                    return due;
                }
                var left = until - now;
                var _ = news.awaitNanos(Math.min(left, hints.pause(now).orElse(left)));
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }
}
