package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of a managed table: a column for every property that people see and may write, both ways, named like the
 * property; others, and most of what HubSpot keeps for itself ({@code hs_...}), only where the configuration names them.
 */
public final class ManagedMapping {
    private static final String KEY = "id";
    private static final String HUBSPOT_ID = "hubspot_id";

    /** Columns that Linchpin keeps itself. */
    static final Set<String> OWN_COLUMNS = Set.of(KEY, HUBSPOT_ID, "synced_at", "deleted_at");

    /** A stage belongs to its pipeline, and HubSpot refuses one of another's (docs, "Pipelines"). */
    private static final List<List<String>> STAGES_WITH_PIPELINES =
            List.of(List.of("dealstage", "pipeline"), List.of("hs_pipeline_stage", "hs_pipeline"));

    private static final String OWN_PROPERTY = "linchpin_id";

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
                fields.put(property.name(), field(settings, property, chosen));
            }
        }
        for (var name : settings.scope().records().keySet()) {
            if (catalogue.stream().noneMatch(property -> property.name().equals(name))) {
                problems.add(new Problem(
                        settings.where(),
                        "objects." + settings.type() + ".filter: HubSpot has no property '" + name + "' on "
                                + settings.type()
                                + NearMiss.hint(
                                        name,
                                        catalogue.stream()
                                                .map(PropertyDefinition::name)
                                                .toList())));
            }
        }
        for (var name : settings.match()) {
            if (!fields.containsKey(name)) {
                problems.add(new Problem(
                        settings.where(),
                        "objects." + settings.type() + ".match: '" + name + "' is not a mapped field"
                                + NearMiss.hint(name, fields.keySet())));
            }
        }
        return problems.size() > before
                ? null
                : new ObjectMapping(
                                settings.type(), table, KEY, HUBSPOT_ID, fields, settings.match(), settings.deletes())
                        .withScope(settings.scope())
                        .withTraits(settings.traits()
                                .withTogether(STAGES_WITH_PIPELINES)
                                .withUnique(unique(fields, byName)));
    }

    private static Set<String> unique(Map<String, Field> fields, Map<String, PropertyDefinition> catalogue) {
        return fields.values().stream()
                .filter(field -> {
                    var property = catalogue.get(field.property());
                    return property != null && property.unique();
                })
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
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
                && !property.name().equals(OWN_PROPERTY)
                && !OWN_COLUMNS.contains(property.name());
    }

    private static Field field(ObjectSettings settings, PropertyDefinition property, @Nullable FieldSettings chosen) {
        var direction = property.readOnly() ? Direction.FROM_HUBSPOT : Direction.BOTH;
        var policy = settings.defaultPolicy();
        if (chosen != null) {
            direction = chosen.direction() == null ? direction : chosen.direction();
            policy = chosen.policy() == null ? policy : chosen.policy();
        }
        return new Field(
                property.name(),
                property.name(),
                property.name(),
                property.type(),
                direction,
                policy,
                property.options(),
                property.label().isBlank() ? property.name() : property.label(),
                property.optionLabels());
    }

    private static void check(PropertyDefinition property, FieldSettings chosen, List<Problem> problems) {
        var name = property.name();
        if (OWN_COLUMNS.contains(name) || name.equals(OWN_PROPERTY)) {
            problems.add(new Problem(chosen.where(), "'" + name + "' is Linchpin's own and cannot be mapped"));
        }
        var direction = chosen.direction();
        if (property.readOnly() && direction != null && direction != Direction.FROM_HUBSPOT) {
            problems.add(new Problem(
                    chosen.where(), "'" + name + "' is read-only in HubSpot: its direction can only be from-hubspot"));
        }
        if (chosen.policy() != null) {
            checkPolicy(property, chosen.policy(), problems, chosen.where());
        }
    }

    /** Why HubSpot's property cannot be mapped as somebody wants it; null when it can. */
    static @Nullable String unusable(PropertyDefinition property, FieldSettings chosen) {
        var problems = new ArrayList<Problem>();
        check(property, chosen, problems);
        return problems.isEmpty() ? null : problems.getFirst().message();
    }

    private static void checkPolicy(PropertyDefinition property, Policy policy, List<Problem> problems, String where) {
        var type = property.type();
        if (!policy.fits(type)) {
            var fitting =
                    Stream.of(Policy.values()).filter(other -> other.fits(type)).map(ManagedMapping::word);
            problems.add(new Problem(
                    where,
                    "the policy '" + word(policy) + "' does not fit '" + property.name() + "', which holds "
                            + kind(type) + "; expected one of " + fitting.collect(Collectors.joining(", "))));
        } else if (policy == Policy.FORWARD_ONLY && property.options().isEmpty()) {
            problems.add(new Problem(
                    where,
                    "the policy 'forward-only' goes by the order of the options, and HubSpot lists none of '"
                            + property.name() + "'"));
        }
        if (policy.weighsBothSides() && property.readOnly()) {
            problems.add(new Problem(
                    where,
                    "'" + property.name() + "' is read-only in HubSpot and flows one way, so the policy '"
                            + word(policy) + "' has nothing to weigh; leave the policy out"));
        }
    }

    private static String kind(FieldType type) {
        return switch (type) {
            case TEXT, EMAIL, DOMAIN -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "yes or no";
            case DATE -> "a date";
            case DATETIME -> "a moment";
            case ENUMERATION -> "one option";
            case OPTION_SET -> "a set of options";
        };
    }

    private static String word(Policy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
