package dev.linchpin.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A marked link that this process alone works on until it is {@linkplain Transaction#finish finished}.
 *
 * @param sequence grows with every mark; the queue entry is cleared only if it has not moved meanwhile
 * @param cause the most urgent cause since the link was last in step
 * @param failures consecutive cycles that got nowhere
 * @param attempts outgoing writes not yet acknowledged or settled, and acknowledged ones not yet audited
 * @param conflicts the open ones
 * @param deadLetters the open and the discarded ones
 */
public record Claim(
        Link link,
        long sequence,
        Cause cause,
        int failures,
        List<Attempt> attempts,
        List<Conflict> conflicts,
        List<DeadLetter> deadLetters) {

    public Claim withLocalTimes(Map<String, Instant> times) {
        return new Claim(link.withLocalTimes(times), sequence, cause, failures, attempts, conflicts, deadLetters);
    }
}
