package dev.linchpin.server.conflicts;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** The desk, asked again while a cycle works on the record: that takes a moment only, so it is worth waiting for. Thread-safe. */
public final class PatientDesk {
    private static final int TRIES = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Desk desk;

    public PatientDesk(Desk desk) {
        this.desk = desk;
    }

    Verdict resolve(long conflictId, Choice choice, OptionalInt version) {
        return patiently(() -> desk.resolve(conflictId, choice, version));
    }

    /** Answers {@link Verdict.Busy} only after some seconds. */
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
