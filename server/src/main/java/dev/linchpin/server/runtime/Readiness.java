package dev.linchpin.server.runtime;

import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.hubspot.Health;
import dev.linchpin.server.loops.LoopReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether changes can be carried both ways at present. It asks nobody: whoever looks after health needs no key, and
 * must neither wait for a database that is away nor load one that is there. The heartbeat tells how the database is.
 */
final class Readiness {
    private static final Duration LONGEST_SILENCE = Ownership.SILENCE.dividedBy(2);

    private Readiness() {}

    /** What stands in the way, in one sentence; empty when ready. */
    static Optional<String> obstacle(
            boolean isRunning, List<LoopReport> loops, Health hubSpot, Instant startedAt, Instant now) {
        if (!isRunning) {
            return Optional.of("The loops are not running.");
        }
        if (!hubSpot.isCredentialAccepted()) {
            return Optional.of("HubSpot refuses the access token.");
        }
        var isDatabaseAway = loops.stream()
                .filter(loop -> loop.name().equals(Heartbeat.NAME))
                .anyMatch(heartbeat -> isSilent(heartbeat, startedAt, now));
        return isDatabaseAway ? Optional.of("The database does not answer.") : Optional.empty();
    }

    private static boolean isSilent(LoopReport heartbeat, Instant startedAt, Instant now) {
        var last = heartbeat.lastStepAt();
        return heartbeat.failure() != null || (last == null ? startedAt : last).isBefore(now.minus(LONGEST_SILENCE));
    }
}
