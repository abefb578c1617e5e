package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.Written;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Derivation;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What writes answer: the written properties, what HubSpot derived from them, and the system's, as far as the writer may read
 * them; not the whole record. Used for one call, by one thread.
 */
final class WrittenJson {

    private final Catalogue catalogue;
    private final Behaviour behaviour;
    private final @Nullable App writer;
    private final List<Property> system = new ArrayList<>();
    private final List<Property> derived = new ArrayList<>();
    private final Map<List<Property>, RecordJson> views = new HashMap<>();

    WrittenJson(Catalogue catalogue, Behaviour behaviour, @Nullable App writer) {
        this.catalogue = catalogue;
        this.behaviour = behaviour;
        this.writer = writer;
        Set<String> names = Set.of(
                "hs_object_id",
                catalogue.type().createdProperty(),
                catalogue.type().modifiedProperty());
        for (Property property : catalogue.all()) {
            if (names.contains(property.name())) {
                system.add(property);
            } else if (property.derivation() != Derivation.STORED
                    && !property.inputs().isEmpty()) {
                derived.add(property);
            }
        }
    }

    ObjectNode render(Written written) {
        return views.computeIfAbsent(written.properties(), this::view).render(written.record());
    }

    private RecordJson view(List<Property> properties) {
        Set<Property> shown = new LinkedHashSet<>(properties);
        for (Property property : derived) {
            List<String> inputs = property.inputs();
            if (properties.stream().anyMatch(input -> inputs.contains(input.name()))) {
                shown.add(property);
            }
        }
        shown.addAll(system);
        return new RecordJson(catalogue, behaviour, List.copyOf(shown), List.of()).readableBy(writer);
    }
}
