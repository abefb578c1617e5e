package dev.linchpin.server.overview;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a question that is dear no more often than takes a small part of the time. Whoever comes meanwhile waits, and all who
 * waited share one answer: nobody gets one that was begun before they asked. Thread-safe; blocks.
 */
final class Sparing<T> {
    /** At most a tenth of the time is spent on asking. */
    private static final int SHARE = 10;

    private static final long LONGEST_REST = 2_000_000_000L;

    private record Kept<T>(T answer, long beganAt, long restsUntil) {}

    private final Supplier<T> question;
    private final LongSupplier nanos;
    private final LongConsumer rest;
    private @Nullable Kept<T> kept;

    /**
     * @param nanos the time, as {@link System#nanoTime}
     * @param rest waits for so many nanoseconds
     */
    Sparing(Supplier<T> question, LongSupplier nanos, LongConsumer rest) {
        this.question = question;
        this.nanos = nanos;
        this.rest = rest;
    }

    T get() {
        var cameAt = nanos.getAsLong();
        synchronized (this) {
            var known = kept;
            if (known != null && known.beganAt() - cameAt >= 0) {
                return known.answer();
            }
            var left = known == null ? 0 : known.restsUntil() - nanos.getAsLong();
            if (left > 0) {
                rest.accept(left);
            }
            var beganAt = nanos.getAsLong();
            var answer = question.get();
            var endedAt = nanos.getAsLong();
            kept = new Kept<>(answer, beganAt, endedAt + Math.min(LONGEST_REST, (endedAt - beganAt) * SHARE));
            return answer;
        }
    }
}
