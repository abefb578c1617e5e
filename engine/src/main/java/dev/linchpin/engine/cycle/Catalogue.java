package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.SchemaChangedException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks what properties HubSpot has before anything is done that depends on it: HubSpot answers an archived property like an empty
 * one, without a word (api reference, batch read), and tells nobody that it was restored.
 */
record Catalogue(Environment environment, ObjectMapping mapping) {

    /**
     * The same, once it is certain that what was cleared is a property that is there, and that nothing goes for good with
     * what people put into one that was not.
     *
     * @throws SchemaChangedException when a property is gone, or there again: until its field is frozen, or goes on, nothing
     *     can be told about it, and what people do to it is not to pass for seen
     */
    List<Seen> believed(List<Seen> seen) {
        var cleared = new TreeSet<String>();
        seen.forEach(one -> cleared.addAll(cleared(one)));
        var unread = new TreeSet<String>();
        if (seen.stream().anyMatch(Catalogue::endsRecord)) {
            mapping.propertyless().values().forEach(field -> unread.add(field.property()));
        }
        if (cleared.isEmpty() && unread.isEmpty()) {
            return seen;
        }
        var there = environment.hubspot().properties(mapping.type()).stream()
                .map(PropertyDefinition::name)
                .collect(Collectors.toSet());
        cleared.removeAll(there);
        if (!cleared.isEmpty()) {
            throw new SchemaChangedException("HubSpot has no property " + String.join(", ", cleared) + " any more");
        }
        unread.retainAll(there);
        if (!unread.isEmpty()) {
            throw new SchemaChangedException("HubSpot has the property " + String.join(", ", unread) + " again");
        }
        return seen;
    }

    /** Whether the record, if it has not gone already, goes with what it holds. */
    private static boolean endsRecord(Seen one) {
        return one.plan() instanceof LinkPlan.ArchiveRecord || one.state() instanceof RecordState.Archived;
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
