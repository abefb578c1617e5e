package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.guard.Guard;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the guard about what a batch would lose, before any of it is carried out: plans and fields that it holds are taken
 * out, everything else goes on. Thread-safe.
 */
final class Safeguard {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final Guard guard;

    Safeguard(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.guard = new Guard(environment.settings().safety().guard());
    }

    /**
     * @param seen as they may go on
     * @param intact links of which nothing is in danger (any more)
     */
    record Reviewed(List<Seen> seen, List<Long> intact) {}

    Reviewed review(List<Seen> seen) {
        var losing = new HashMap<Long, Loss>();
        var overwritten = new HashMap<Long, Set<String>>();
        for (var one : seen) {
            loss(one).ifPresent(loss -> losing.put(one.link().id(), loss));
            var fields = Overwrites.of(mapping, one);
            if (!fields.isEmpty()) {
                overwritten.put(one.link().id(), fields);
                losing.put(one.link().id(), Loss.OVERWRITE);
            }
        }
        var intact = seen.stream()
                .filter(one -> one.plan() instanceof LinkPlan.Merge
                        && !one.settlement().isPending())
                .map(one -> one.link().id())
                .filter(id -> !losing.containsKey(id))
                .toList();
        if (losing.isEmpty()) {
            return new Reviewed(seen, intact);
        }
        var ruling =
                environment.store().inTransaction(tx -> guard.review(tx.losses(), mapping, losing, environment.now()));
        ruling.opened().forEach(loss -> environment.listener().on(new EngineEvent.Held(mapping.type(), loss)));
        var reviewed = seen.stream()
                .map(one ->
                        applied(ruling, one, overwritten.getOrDefault(one.link().id(), Set.of())))
                .toList();
        return new Reviewed(reviewed, intact);
    }

    /** A link that is not yet free to be written to loses nothing now. */
    private static Optional<Loss> loss(Seen one) {
        return one.settlement().isPending() ? Optional.empty() : one.plan().loss(one.state());
    }

    /** What a person rejected of overwrites becomes a conflict of each. */
    private Seen applied(Guard.Ruling ruling, Seen one, Set<String> overwritten) {
        var id = one.link().id();
        var held = ruling.held().contains(id);
        if (!held && !ruling.rejected().contains(id)) {
            return one;
        }
        if (overwritten.isEmpty()) {
            return one.withPlan(held ? new LinkPlan.Held() : one.plan().rejected());
        }
        var decisions = new HashMap<String, FieldDecision>(one.decisions());
        decisions.keySet().removeAll(overwritten);
        if (!held && one.plan() instanceof LinkPlan.Merge(var row, var record)) {
            for (var name : overwritten) {
                var field = mapping.field(name);
                var hubspot = field.type().read(record.property(field.property()));
                decisions.put(name, new FieldDecision.Contested(row.value(name), hubspot));
            }
        }
        return one.withDecisions(Map.copyOf(decisions));
    }
}
