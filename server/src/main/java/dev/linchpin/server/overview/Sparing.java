package dev.linchpin.server.overview;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the answer to a question again for as long as asking anew would take more than a small part of the time. However many
 * ask, only one asks at a time. Thread-safe.
 */
final class Sparing<T> {
    /** At most a tenth of the time is spent on asking. */
    private static final int SHARE = 10;

    private record Kept<T>(T answer, long staleAt) {}

    private final Supplier<T> question;
    private final LongSupplier nanos;
    private @Nullable Kept<T> kept;

    /** @param nanos the time, as {@link System#nanoTime} */
    Sparing(Supplier<T> question, LongSupplier nanos) {
        this.question = question;
        this.nanos = nanos;
    }

    synchronized T get() {
        var began = nanos.getAsLong();
        var known = kept;
        if (known != null && began - known.staleAt() < 0) {
            return known.answer();
        }
        var answer = question.get();
        var ended = nanos.getAsLong();
        kept = new Kept<>(answer, ended + (ended - began) * SHARE);
        return answer;
    }
}
