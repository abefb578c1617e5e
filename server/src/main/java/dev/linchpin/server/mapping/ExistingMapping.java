package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.transform.Chain;
import dev.linchpin.engine.transform.Codes;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.ExistingTable;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of a table that is there already: exactly the fields that the configuration names, each where it says. Whether
 * the table has all that is told by {@link ExistingTables}.
 */
public final class ExistingMapping {
    private ExistingMapping() {}

    /**
     * @param known fields that were mapped before: where HubSpot no longer allows for one, it is left out
     * @param problems what does not fit is added here
     * @return null when something did not fit
     */
    public static @Nullable ObjectMapping of(
            ObjectSettings settings,
            ExistingTable table,
            List<PropertyDefinition> catalogue,
            Set<String> known,
            List<Problem> problems) {
        var byName = new TreeMap<String, PropertyDefinition>();
        catalogue.forEach(property -> byName.put(property.name(), property));
        var before = problems.size();
        var fields = new LinkedHashMap<String, Field>();
        settings.fields().forEach((name, chosen) -> {
            var property = byName.get(name);
            if (known.contains(name) && (property == null || unusable(property, chosen) != null)) {
                return;
            }
            if (property == null) {
                problems.add(new Problem(
                        chosen.where(),
                        "HubSpot has no property '" + name + "' on " + settings.type()
                                + NearMiss.hint(name, byName.keySet())));
                return;
            }
            check(settings, property, chosen, problems);
            fields.put(name, field(settings, property, chosen));
        });
        checkPlaces(settings, table, fields, problems);
        PropertyChecks.checkScope(settings, catalogue, problems);
        PropertyChecks.checkMatch(settings, fields.keySet(), problems);
        return problems.size() > before
                ? null
                : new ObjectMapping(settings.type(), table.layout(), fields, settings.match(), settings.deletes())
                        .withScope(settings.scope())
                        .withTraits(settings.traits()
                                .withTogether(PropertyChecks.STAGES_WITH_PIPELINES)
                                .withUnique(PropertyChecks.unique(fields, catalogue)));
    }

    private static Field field(ObjectSettings settings, PropertyDefinition property, FieldSettings chosen) {
        var place = chosen.place() == null ? Place.ofColumn(property.name()) : chosen.place();
        return PropertyChecks.field(settings, property, chosen).heldAt(place, chosen.transform());
    }

    /** Why HubSpot's property cannot be mapped as somebody wants it; null when it can. */
    static @Nullable String unusable(PropertyDefinition property, FieldSettings chosen) {
        var problems = new ArrayList<Problem>();
        PropertyChecks.check(property, chosen, problems);
        return problems.isEmpty() ? null : problems.getFirst().message();
    }

    private static void check(
            ObjectSettings settings, PropertyDefinition property, FieldSettings chosen, List<Problem> problems) {
        PropertyChecks.check(property, chosen, problems);
        var transform = chosen.transform();
        var isTwoWay = PropertyChecks.field(settings, property, chosen).direction() == Direction.BOTH;
        if (isTwoWay && !chosen.lossy() && !transform.isLossless(property.type())) {
            problems.add(new Problem(
                    chosen.where(),
                    "'" + property.name() + "' flows both ways, and '" + transform + "' loses something of "
                            + PropertyChecks.kind(property.type())
                            + "; give it one direction, or say lossy: accept if that does not matter"));
        }
        if (settings.match().contains(property.name()) && !transform.onlyFolds()) {
            problems.add(new Problem(
                    chosen.where(),
                    "rows cannot be found by '" + property.name() + "', which is held as '" + transform
                            + "'; match by another field"));
        }
        for (var value : values(transform)) {
            if (!property.options().isEmpty() && !property.options().contains(value)) {
                problems.add(new Problem(
                        chosen.where(),
                        "HubSpot's '" + property.name() + "' has no option '" + value + "'"
                                + NearMiss.hint(value, property.options())));
            }
        }
    }

    /** What a transform makes of codes. */
    private static List<String> values(Transform transform) {
        return switch (transform) {
            case Codes codes -> List.copyOf(codes.values().values());
            case Chain chain
            when chain.links().getLast() instanceof Codes codes ->
                List.copyOf(codes.values().values());
            default -> List.of();
        };
    }

    /** No two values may be held at the same place, nor one inside of what is held as another. */
    private static void checkPlaces(
            ObjectSettings settings, ExistingTable table, Map<String, Field> fields, List<Problem> problems) {
        var taken = new LinkedHashMap<Place, String>();
        if (table.hubspotId() != null) {
            taken.put(table.hubspotId(), "hubspot-id");
        }
        fields.forEach((name, field) -> {
            taken.forEach((place, other) -> {
                if (overlap(place, field.place())) {
                    var chosen = settings.fields().get(name);
                    problems.add(new Problem(
                            chosen == null ? settings.where() : chosen.where(),
                            "'" + name + "' and '" + other + "' are held at the same place, " + field.place()));
                }
            });
            taken.put(field.place(), name);
        });
    }

    private static boolean overlap(Place one, Place other) {
        var shorter = Math.min(one.path().size(), other.path().size());
        return one.column().equalsIgnoreCase(other.column())
                && Stream.of(one, other)
                                .map(place -> place.path().subList(0, shorter))
                                .distinct()
                                .count()
                        == 1;
    }
}
