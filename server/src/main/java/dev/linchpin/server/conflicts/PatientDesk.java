package dev.linchpin.server.conflicts;

import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Desk.Resolution;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The desk, asked again while a cycle works on the record: that takes a moment only, so it is worth waiting for.
 * Thread-safe.
 */
public final class PatientDesk {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Desk desk;

    public PatientDesk(Desk desk) {
        this.desk = desk;
    }

    Verdict resolve(Resolution resolution) {
        return Objects.requireNonNull(resolve(List.of(resolution)).get(resolution));
    }

    /** A verdict about each; only what is busy is asked again. */
    Map<Resolution, Verdict> resolve(List<Resolution> resolutions) {
        var verdicts = new HashMap<Resolution, Verdict>();
        var left = resolutions;
        for (var tries = 0; tries < TRIES && !left.isEmpty(); tries++) {
            if (tries > 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            var answered = desk.resolve(left).iterator();
            left.forEach(resolution -> verdicts.put(resolution, answered.next()));
            left = left.stream()
                    .filter(resolution -> verdicts.get(resolution) instanceof Verdict.Busy)
                    .toList();
        }
        return verdicts;
    }

    /** Asks until the answer is not that the record is busy, but for some seconds only. */
    public static Verdict patiently(Supplier<Verdict> asking) {
        var verdict = asking.get();
        for (var tries = 1; tries < TRIES && verdict instanceof Verdict.Busy; tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            verdict = asking.get();
        }
        return verdict;
    }

    /** When a record is worked on all the time. */
    public static ProblemException busy() {
        return ProblemDetails.unavailable("record_busy", "The record is being synchronised just now; send this again.")
                .with("retry_after_seconds", 1)
                .asException();
    }
}
