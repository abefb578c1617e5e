package dev.linchpin.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Changes at an even rate. */
final class Pace {
    static final int PER_SECOND = 50;

    /** What comes first warms everything up and does not count. */
    private static final double WARMING_UP = 0.25;

    private Pace() {}

    /** One change. */
    @FunctionalInterface
    interface Step {
        void run(int number) throws Exception;
    }

    /** How many changes come within a time, those of warming up included. */
    static int changes(Duration time) {
        return (int) Math.max(1, time.toMillis() * PER_SECOND / 1_000);
    }

    /** How many of them come first and do not count. */
    static int warmingUp(int changes) {
        return (int) (changes * WARMING_UP);
    }

    /** Takes each step when its time has come, or at once when that is past. */
    static void keep(int changes, Step step) throws Exception {
        long begin = System.nanoTime();
        long period = Duration.ofSeconds(1).toNanos() / PER_SECOND;
        for (int number = 0; number < changes; number++) {
            long wait = begin + number * period - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            step.run(number);
        }
    }
}
