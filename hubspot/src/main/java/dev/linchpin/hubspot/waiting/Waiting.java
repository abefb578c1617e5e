package dev.linchpin.hubspot.waiting;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * How a thread waits. A simulation moves its clock forward instead. Implementations may return early, never much later
 * than asked; callers look at their clock again. Thread-safe.
 */
public interface Waiting {
    /** Waits on the machine's own time. */
    static Waiting real() {
        return RealWaiting.INSTANCE;
    }

    void sleep(Duration duration) throws InterruptedException;

    /** Waits until signalled, at most this long. The caller holds the lock, which is the condition's and free meanwhile. */
    void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException;

    /** The production implementation. */
    enum RealWaiting implements Waiting {
        INSTANCE;

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // waking early is part of the contract: the loop is the caller's
        public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
            var _ = condition.awaitNanos(atMost.toNanos());
        }
    }
}
