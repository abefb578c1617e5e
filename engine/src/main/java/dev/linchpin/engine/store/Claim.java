package dev.linchpin.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A marked link that this process alone works on until it is {@linkplain Transaction#finish finished}.
 *
 * @param sequence grows with every mark; the queue entry is cleared only if it has not moved meanwhile
 * @param cause the most urgent cause since the link was last in step
 * @param markedAt since when the link has been marked
 * @param failures consecutive cycles that got nowhere
 * @param attempts outgoing writes not yet acknowledged or settled, and acknowledged ones not yet audited
 * @param conflicts the open ones
 * @param deadLetters the open and the discarded ones
 */
public record Claim(
        Link link,
        long sequence,
        Cause cause,
        Instant markedAt,
        int failures,
        List<Attempt> attempts,
        List<Conflict> conflicts,
        List<DeadLetter> deadLetters) {

    /** With only those conflicts and dead letters that are about such fields. */
    public Claim about(Predicate<String> field) {
        return new Claim(
                link,
                sequence,
                cause,
                markedAt,
                failures,
                attempts,
                conflicts.stream()
                        .filter(conflict -> field.test(conflict.field()))
                        .toList(),
                deadLetters.stream()
                        .filter(letter -> field.test(letter.field()))
                        .toList());
    }

    public Claim withLocalTimes(Map<String, Instant> times) {
        return new Claim(
                link.withLocalTimes(times), sequence, cause, markedAt, failures, attempts, conflicts, deadLetters);
    }

    /** As of an earlier mark: whatever was marked since then remains to be looked at. */
    public Claim withSequence(long earlier) {
        return new Claim(link, earlier, cause, markedAt, failures, attempts, conflicts, deadLetters);
    }
}
