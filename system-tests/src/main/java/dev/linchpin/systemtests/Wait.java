package dev.linchpin.systemtests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what must come about soon, generously, because the machine may be busy. */
public final class Wait {
    static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private Wait() {}

    public static void until(Callable<Boolean> condition) {
        await().atMost(LONG).pollInterval(LOOK_EVERY).until(condition);
    }

    /** Until none of it fails any more; the last failure is shown when that takes too long. */
    public static void untilAsserted(ThrowingRunnable assertion) {
        await().atMost(LONG).pollInterval(LOOK_EVERY).untilAsserted(assertion);
    }

    public static <T> T forValue(Callable<Optional<T>> value) {
        return await().atMost(LONG)
                .pollInterval(LOOK_EVERY)
                .until(value, Optional::isPresent)
                .orElseThrow();
    }

    /** As long as that: the condition must hold all the time. */
    public static void during(Duration time, Callable<Boolean> condition) {
        await().during(time).atMost(time.plus(LONG)).pollInterval(LOOK_EVERY).until(condition);
    }

    /** For what must happen at a moment, not after an event. */
    static void exactly(Duration time) {
        await().pollDelay(time).pollInterval(time).atMost(time.plus(LONG)).until(() -> true);
    }
}
