package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.SchemaChangedException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Believes that values were cleared in HubSpot only of properties that are still there: HubSpot answers an archived property
 * like an empty one, without a word (api reference, batch read).
 */
record Clearings(Environment environment, ObjectMapping mapping) {

    /**
     * The same, once it is certain.
     *
     * @throws SchemaChangedException when a property is gone: until its field is frozen, nothing can be told about it, and
     *     what people do to it is not to pass for seen
     */
    List<Seen> believed(List<Seen> seen) {
        var cleared = new TreeSet<String>();
        seen.forEach(one -> cleared.addAll(cleared(one)));
        if (cleared.isEmpty()) {
            return seen;
        }
        environment.hubspot().properties(mapping.type()).forEach(property -> cleared.remove(property.name()));
        if (!cleared.isEmpty()) {
            throw new SchemaChangedException("HubSpot has no property " + String.join(", ", cleared) + " any more");
        }
        return seen;
    }

    /** Properties that HubSpot answered empty, and that were not. */
    private Set<String> cleared(Seen one) {
        if (!(one.plan() instanceof LinkPlan.Merge(var _, var record))) {
            return Set.of();
        }
        var bases = one.bases();
        return one.decisions().keySet().stream()
                .filter(name -> {
                    var base = bases.get(name);
                    return base != null && !base.hubspot().isBlank();
                })
                .map(mapping::field)
                .filter(field ->
                        field.type().read(record.property(field.property())).isBlank())
                .map(Field::property)
                .collect(Collectors.toSet());
    }
}
