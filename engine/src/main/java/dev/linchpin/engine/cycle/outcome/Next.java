package dev.linchpin.engine.cycle.outcome;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Disposition;
import java.time.Duration;
import java.time.Instant;

/** What a link needs after a cycle. Several findings about one link combine to the most demanding. */
public sealed interface Next {
    record Done() implements Next {}

    /** Progress was made and more is to do. */
    record AtOnce() implements Next {}

    /** Nothing can be done before then; nobody's fault. */
    record Later(Instant notBefore) implements Next {}

    /** The cycle got nowhere with this link. */
    record Failure(String reason, Duration atLeast) implements Next {}

    default Next and(Next other) {
        if (this instanceof Later(var one) && other instanceof Later(var another)) {
            return one.isAfter(another) ? this : other;
        }
        return other.weight() > weight() ? other : this;
    }

    private int weight() {
        return switch (this) {
            case Done() -> 0;
            case AtOnce() -> 1;
            case Later _ -> 2;
            case Failure _ -> 3;
        };
    }

    default Disposition disposition(Environment environment, Claim claim) {
        var link = claim.link().id();
        var now = environment.now();
        return switch (this) {
            case Done() -> new Disposition.Cleared(link, claim.sequence());
            case AtOnce() -> new Disposition.Again(link, claim.sequence(), now);
            case Later(var notBefore) -> new Disposition.Postponed(link, claim.sequence(), notBefore);
            case Failure(var reason, var atLeast) -> {
                var backOff = environment.retryAt(link, claim.failures());
                var asked = now.plus(atLeast);
                yield new Disposition.Failed(link, claim.sequence(), asked.isAfter(backOff) ? asked : backOff, reason);
            }
        };
    }
}
