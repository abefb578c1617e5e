package dev.linchpin.server.loops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a loop is doing.
 *
 * @param steps ended since the start, failed ones included
 * @param lastStepAt when the last step ended; null before the first has
 * @param failure why the last step failed, in one line; null when it did not
 */
public record LoopReport(
        String name,
        long steps,
        @Nullable Instant lastStepAt,
        @Nullable String failure) {}
