package dev.linchpin.server.api;

import dev.linchpin.engine.mirror.MirrorLoop;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a mirror is doing, as it is written. */
public record MirrorJson(
        String objectType,
        @Nullable Long rows,
        boolean running,
        @Nullable Instant lastRunAt,
        long lastRecords,
        @Nullable String problem,
        @Nullable Instant nextRunAt) {
    public static MirrorJson of(MirrorLoop.Report report) {
        return new MirrorJson(
                report.name(),
                report.rows(),
                report.isBusy(),
                report.ranAt(),
                report.records(),
                report.problem(),
                report.nextAt());
    }
}
