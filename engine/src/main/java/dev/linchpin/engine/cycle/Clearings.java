package dev.linchpin.engine.cycle;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Believes that values were cleared in HubSpot only of properties that are still there: HubSpot answers an archived property
 * like an empty one, without a word (api reference, batch read).
 */
record Clearings(Environment environment, ObjectMapping mapping) {

    List<Seen> believed(List<Seen> seen) {
        var cleared = new HashSet<String>();
        seen.forEach(one -> cleared.addAll(cleared(one)));
        if (cleared.isEmpty()) {
            return seen;
        }
        var there = environment.hubspot().properties(mapping.type()).stream()
                .map(PropertyDefinition::name)
                .collect(Collectors.toSet());
        cleared.removeIf(name -> there.contains(mapping.field(name).property()));
        if (cleared.isEmpty()) {
            return seen;
        }
        environment.listener().on(new EngineEvent.SchemaDoubted(mapping.type()));
        return seen.stream().map(one -> without(one, cleared)).toList();
    }

    private Set<String> cleared(Seen one) {
        if (!(one.plan() instanceof LinkPlan.Merge(var _, var record))) {
            return Set.of();
        }
        var bases = one.bases();
        return one.decisions().keySet().stream()
                .filter(name -> {
                    var field = mapping.field(name);
                    var base = bases.get(name);
                    return base != null
                            && !base.hubspot().isBlank()
                            && field.type()
                                    .read(record.property(field.property()))
                                    .isBlank();
                })
                .collect(Collectors.toSet());
    }

    private static Seen without(Seen one, Set<String> names) {
        var decisions = new HashMap<>(one.decisions());
        decisions.keySet().removeAll(names);
        return one.withDecisions(decisions);
    }
}
