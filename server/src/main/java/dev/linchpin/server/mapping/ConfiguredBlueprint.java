package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tables as the configuration wants them, whatever HubSpot's catalogue holds by now. */
public final class ConfiguredBlueprint implements Blueprint {
    private final Map<ObjectType, ObjectSettings> objects = new LinkedHashMap<>();
    private final Function<ObjectType, String> table;
    private final Function<ObjectType, List<EdgeMapping>> edges;

    /**
     * @param table the name of a type's managed table
     * @param edges associations by the type that they lead from
     */
    public ConfiguredBlueprint(
            List<ObjectSettings> objects,
            Function<ObjectType, String> table,
            Function<ObjectType, List<EdgeMapping>> edges) {
        this.edges = edges;
        objects.forEach(object -> this.objects.put(object.type(), object));
        this.table = table;
    }

    @Override
    public List<ObjectType> types() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public Wanted wanted(ObjectType type, List<PropertyDefinition> catalogue, Set<String> known) {
        var settings = objects.get(type);
        if (settings == null) {
            throw new IllegalArgumentException("The object type " + type + " is not configured");
        }
        var problems = new ArrayList<Problem>();
        var existing = settings.table();
        var mapping = existing == null
                ? ManagedMapping.of(settings, catalogue, table.apply(type), known, problems)
                : ExistingMapping.of(settings, existing, catalogue, known, problems);
        var unusable = new LinkedHashMap<String, String>();
        for (var property : catalogue) {
            var chosen = settings.fields().get(property.name());
            var why = chosen == null
                    ? null
                    : existing == null
                            ? ManagedMapping.unusable(property, chosen)
                            : ExistingMapping.unusable(property, chosen);
            if (why != null) {
                unusable.put(property.name(), why);
            }
        }
        if (mapping != null) {
            mapping = mapping.withEdges(edges.apply(type));
        }
        return new Wanted(mapping, problems.stream().map(Problem::message).collect(Collectors.joining("; ")), unusable);
    }
}
