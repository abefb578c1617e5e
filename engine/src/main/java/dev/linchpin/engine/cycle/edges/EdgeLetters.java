package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.edges.EdgePlan.Carry;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refused changes of edges, as dead letters: one for each edge of a link, naming all that was refused, a line each. */
final class EdgeLetters {
    private final Transaction tx;
    private final Journal journal;
    private final Instant now;

    EdgeLetters(Transaction tx, Journal journal, Instant now) {
        this.tx = tx;
        this.journal = journal;
        this.now = now;
    }

    private record Refusal(Side side, Carry carry, String message) {}

    private final Map<EdgeSeen, List<Refusal>> refusals = new LinkedHashMap<>();

    /** Whether just this was refused before: then it is not tried again. */
    static boolean isHeldBack(EdgeSeen seen, Carry carry, Claim claim) {
        return claim.deadLetters().stream()
                .anyMatch(letter -> letter.field().equals(seen.edge().name())
                        && lines(letter.refused()).contains(text(seen, carry)));
    }

    void refused(EdgeSeen seen, Side side, Carry carry, String message) {
        refusals.merge(
                seen,
                List.of(new Refusal(side, carry, message)),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }

    /** Stores what was refused, beside what was refused before and still is wanted; heals what no longer is. */
    void store(EdgeSeen seen, Claim claim) {
        var wanted = Stream.concat(seen.plan().toHubSpot().stream(), seen.plan().toDatabase().stream())
                .map(carry -> text(seen, carry))
                .collect(Collectors.toSet());
        var letters = claim.deadLetters().stream()
                .filter(letter -> letter.field().equals(seen.edge().name()))
                .toList();
        var still = new LinkedHashSet<String>();
        letters.forEach(letter ->
                lines(letter.refused()).stream().filter(wanted::contains).forEach(still::add));
        var refused = refusals.getOrDefault(seen, List.of());
        if (refused.isEmpty()) {
            if (still.isEmpty()) {
                journal.heal(tx, seen.link().type(), letters);
            }
            return;
        }
        for (var refusal : refused) {
            var text = text(seen, refusal.carry());
            still.add(text);
            journal.field(
                    claim,
                    refusal.side(),
                    Action.REFUSED,
                    seen.edge().name(),
                    Value.BLANK,
                    Value.of(text),
                    refusal.message());
        }
        var last = refused.getLast();
        tx.bury(new DeadLetter(
                0,
                seen.link().id(),
                seen.edge().name(),
                last.side(),
                Value.of(String.join("\n", still)),
                last.message(),
                now,
                false));
        journal.event(
                new EngineEvent.DeadLetterBuried(seen.link().type(), seen.edge().name()));
    }

    private static Set<String> lines(Value refused) {
        return Arrays.stream(refused.text().split("\n")).collect(Collectors.toSet());
    }

    private static String text(EdgeSeen seen, Carry carry) {
        return carry.writes().stream()
                .map(write -> (write.present() ? "+" : "-")
                        + seen.named(write.edge().to()).text()
                        + (write.edge().kind().isEmpty()
                                ? ""
                                : " (" + write.edge().kind() + ")"))
                .collect(Collectors.joining(", "));
    }
}
