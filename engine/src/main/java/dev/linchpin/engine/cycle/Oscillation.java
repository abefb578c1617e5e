package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldDecision.DecidedLocally;
import dev.linchpin.engine.merge.FieldDecision.Oscillating;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.PutBacks.PutBack;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Breaks the circle in which Linchpin puts a field back in HubSpot and a program there (a workflow, another integration)
 * changes it again, for ever: A, B, A, B. The field is left alone and a person asked.
 *
 * <p>Such circles have one shape. What a side makes of a value (a trigger, HubSpot's spelling) is in the bases, so it is no
 * change. Where the row itself changes back, that is an edit in SQL, logged, and carried over as often as it is made: a
 * program on either side may well answer each other's values (a flag that one sets and the other clears). What is left is the
 * row that does not change, against which HubSpot's side is put back because the field flows one way or only moves forward.
 */
final class Oscillation {
    /** What was put back longer ago than this is no part of a circle: a nightly job is put right every morning. */
    private static final Duration LATELY = Duration.ofHours(1);

    private final Environment environment;
    private final ObjectMapping mapping;

    Oscillation(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    /** Fields, by link, that are about to be put back just as they were lately. Whose doing it was, their history tells. */
    Map<Long, Set<String>> suspects(List<Seen> seen) {
        var puttingBack = seen.stream()
                .filter(one -> one.decisions().entrySet().stream()
                        .anyMatch(decision -> isPutBack(one, decision.getKey(), decision.getValue())))
                .toList();
        if (puttingBack.isEmpty()) {
            return Map.of();
        }
        var ids = puttingBack.stream().map(one -> one.link().id()).toList();
        var from = environment.now().minus(LATELY);
        var earlier = environment
                .store()
                .inTransaction(tx -> new HashSet<>(tx.putBacks().since(ids, from)));
        var suspects = new HashMap<Long, Set<String>>();
        for (var one : puttingBack) {
            one.decisions().forEach((name, decision) -> {
                if (isPutBack(one, name, decision)
                        && decision instanceof DecidedLocally(var result, var lost, var _, var _)
                        && earlier.contains(new PutBack(one.link().id(), name, lost, result))) {
                    suspects.computeIfAbsent(one.link().id(), _ -> new HashSet<>())
                            .add(name);
                }
            });
        }
        return suspects;
    }

    /** The row stands still, and HubSpot's change is not to be. */
    private static boolean isPutBack(Seen seen, String name, FieldDecision decision) {
        var base = seen.bases().get(name);
        return decision instanceof DecidedLocally(var _, var _, var _, var reason)
                && (reason == Reason.DIRECTION || reason == Reason.BACKWARD)
                && base != null
                && seen.plan() instanceof LinkPlan.Merge(var row, var _)
                && row.value(name).equals(base.local());
    }

    /**
     * The same link, its suspects left alone as far as it was programs that changed them.
     *
     * @param seen read with the suspects' history
     */
    Seen broken(Seen seen, Set<String> suspects) {
        if (!(seen.plan() instanceof LinkPlan.Merge(var row, var record))) {
            return seen;
        }
        var decisions = new HashMap<>(seen.decisions());
        for (var name : suspects) {
            var decision = decisions.get(name);
            if (decision != null && isPutBack(seen, name, decision)) {
                var field = mapping.field(name);
                var hubspot = field.type().read(record.property(field.property()));
                program(field, hubspot, record.historyOf(field.property()))
                        .ifPresent(source -> decisions.put(name, new Oscillating(row.value(name), hubspot, source)));
            }
        }
        return new Seen(seen.claim(), seen.state(), seen.plan(), seen.settlement(), decisions);
    }

    /** The program that set this value the last two times; empty if anybody else had a hand in it, or may have had. */
    private static Optional<String> program(Field field, Value value, List<PropertyChange> newestFirst) {
        var times = 0;
        for (var entry : newestFirst) {
            if (entry.ours()) {
                continue;
            }
            if (!entry.automatic()) {
                return Optional.empty();
            }
            if (field.type().read(entry.value()).equals(value) && ++times == 2) {
                return Optional.of(entry.source());
            }
        }
        return Optional.empty();
    }
}
