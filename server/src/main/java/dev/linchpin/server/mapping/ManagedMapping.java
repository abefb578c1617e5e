package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of a managed table: a column for every property that people see and may write, both ways, named like the
 * property; others, and most of what HubSpot keeps for itself ({@code hs_...}), only where the configuration names them.
 */
public final class ManagedMapping {
    private static final String KEY = "id";
    private static final String HUBSPOT_ID = "hubspot_id";

    /** Columns that Linchpin keeps itself. */
    static final Set<String> OWN_COLUMNS = Set.of(KEY, HUBSPOT_ID, "synced_at", "deleted_at", "properties_json");

    private ManagedMapping() {}

    /**
     * @param table the table's name, qualified where the database has schemas
     * @param known fields that were mapped before: where HubSpot no longer allows for one, it is left out
     * @param problems what does not fit is added here
     * @return null when something did not fit
     */
    public static @Nullable ObjectMapping of(
            ObjectSettings settings,
            List<PropertyDefinition> catalogue,
            String table,
            Set<String> known,
            List<Problem> problems) {
        var byName = new TreeMap<String, PropertyDefinition>();
        catalogue.forEach(property -> byName.put(property.name(), property));
        var before = problems.size();
        settings.fields().forEach((name, field) -> {
            var property = byName.get(name);
            if (known.contains(name) && (property == null || unusable(property, field) != null)) {
                byName.remove(name);
            } else if (property == null) {
                problems.add(new Problem(
                        field.where(),
                        "HubSpot has no property '" + name + "' on " + settings.type()
                                + NearMiss.hint(name, byName.keySet())));
            } else {
                check(property, field, problems);
            }
        });

        var fields = new LinkedHashMap<String, Field>();
        for (var property : identityFirst(settings, byName)) {
            var chosen = settings.fields().get(property.name());
            if (chosen != null || isUsual(settings, property)) {
                fields.put(property.name(), PropertyChecks.field(settings, property, chosen));
            }
        }
        PropertyChecks.checkScope(settings, catalogue, problems);
        PropertyChecks.checkMatch(settings, fields.keySet(), problems);
        return problems.size() > before
                ? null
                : new ObjectMapping(
                                settings.type(), table, KEY, HUBSPOT_ID, fields, settings.match(), settings.deletes())
                        .withScope(settings.scope())
                        .withTraits(settings.traits()
                                .withTogether(PropertyChecks.STAGES_WITH_PIPELINES)
                                .withUnique(PropertyChecks.unique(fields, catalogue)));
    }

    /** Names of properties that would be mapped but for a column of Linchpin's own of the same name. */
    public static List<String> leftOut(ObjectSettings settings, List<PropertyDefinition> catalogue) {
        return catalogue.stream()
                .filter(property -> !property.hidden() && !property.readOnly())
                .map(PropertyDefinition::name)
                .filter(OWN_COLUMNS::contains)
                .filter(name -> !settings.fields().containsKey(name))
                .toList();
    }

    private static Set<PropertyDefinition> identityFirst(
            ObjectSettings settings, Map<String, PropertyDefinition> byName) {
        var ordered = new LinkedHashSet<PropertyDefinition>();
        settings.match().stream().map(byName::get).filter(Objects::nonNull).forEach(ordered::add);
        ordered.addAll(byName.values());
        return ordered;
    }

    private static boolean isUsual(ObjectSettings settings, PropertyDefinition property) {
        return !property.hidden()
                && !property.readOnly()
                && (!property.name().startsWith("hs_") || MainProperties.includes(settings.type(), property.name()))
                && !property.name().equals(PropertyChecks.OWN_PROPERTY)
                && !OWN_COLUMNS.contains(property.name());
    }

    private static void check(PropertyDefinition property, FieldSettings chosen, List<Problem> problems) {
        if (OWN_COLUMNS.contains(property.name())) {
            problems.add(
                    new Problem(chosen.where(), "'" + property.name() + "' is Linchpin's own and cannot be mapped"));
        }
        PropertyChecks.check(property, chosen, problems);
    }

    /** Why HubSpot's property cannot be mapped as somebody wants it; null when it can. */
    static @Nullable String unusable(PropertyDefinition property, FieldSettings chosen) {
        var problems = new ArrayList<Problem>();
        check(property, chosen, problems);
        return problems.isEmpty() ? null : problems.getFirst().message();
    }
}
