package dev.linchpin.engine.schema;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the configuration wants mapped, given what HubSpot has. */
public interface Blueprint {
    List<ObjectType> types();

    /** @param known names of the fields that were mapped before: that HubSpot no longer has one is no mistake */
    Wanted wanted(ObjectType type, List<PropertyDefinition> catalogue, Set<String> known);

    /**
     * @param mapping null when the type cannot be mapped as it is
     * @param problem why not; empty otherwise
     * @param unusable fields that HubSpot has but that cannot be mapped as they are, and why
     */
    record Wanted(@Nullable ObjectMapping mapping, String problem, Map<String, String> unusable) {
        public Wanted(@Nullable ObjectMapping mapping, String problem) {
            this(mapping, problem, Map.of());
        }
    }

    /** Always the same fields, as far as HubSpot has their properties. */
    static Blueprint of(List<ObjectMapping> mappings) {
        return new Blueprint() {
            @Override
            public List<ObjectType> types() {
                return mappings.stream().map(ObjectMapping::type).toList();
            }

            @Override
            public Wanted wanted(ObjectType type, List<PropertyDefinition> catalogue, Set<String> known) {
                var there = catalogue.stream().map(PropertyDefinition::name).collect(Collectors.toSet());
                var mapping = mappings.stream()
                        .filter(candidate -> candidate.type().equals(type))
                        .findFirst()
                        .orElseThrow();
                var fields = new LinkedHashMap<>(mapping.fields());
                fields.values().removeIf(field -> !there.contains(field.property()));
                var missing = mapping.identity().stream()
                        .filter(name -> !fields.containsKey(name))
                        .findFirst();
                return missing.map(name -> new Wanted(
                                null, "HubSpot no longer has '" + name + "', by which " + type + " are matched"))
                        .orElseGet(() -> new Wanted(mapping.withFields(fields), ""));
            }
        };
    }
}
