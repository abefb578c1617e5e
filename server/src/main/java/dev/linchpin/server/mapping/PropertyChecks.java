package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What HubSpot's properties allow for, whatever table they are mapped to. */
final class PropertyChecks {
    static final String OWN_PROPERTY = "linchpin_id";

    /** A stage belongs to its pipeline, and HubSpot refuses one of another's (docs, "Pipelines"). */
    static final List<List<String>> STAGES_WITH_PIPELINES =
            List.of(List.of("dealstage", "pipeline"), List.of("hs_pipeline_stage", "hs_pipeline"));

    private PropertyChecks() {}

    /** The field of a property, in a column of the same name. */
    static Field field(ObjectSettings settings, PropertyDefinition property, @Nullable FieldSettings chosen) {
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

    static Set<String> unique(Map<String, Field> fields, List<PropertyDefinition> catalogue) {
        return fields.values().stream()
                .filter(field -> catalogue.stream()
                        .anyMatch(
                                property -> property.unique() && property.name().equals(field.property())))
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    static void checkScope(ObjectSettings settings, List<PropertyDefinition> catalogue, List<Problem> problems) {
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
    }

    static void checkMatch(ObjectSettings settings, Collection<String> fields, List<Problem> problems) {
        for (var name : settings.match()) {
            if (!fields.contains(name)) {
                problems.add(new Problem(
                        settings.where(),
                        "objects." + settings.type() + ".match: '" + name + "' is not a mapped field"
                                + NearMiss.hint(name, fields)));
            }
        }
    }

    static void check(PropertyDefinition property, FieldSettings chosen, List<Problem> problems) {
        var name = property.name();
        if (name.equals(OWN_PROPERTY)) {
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

    private static void checkPolicy(PropertyDefinition property, Policy policy, List<Problem> problems, String where) {
        var type = property.type();
        if (!policy.fits(type)) {
            var fitting =
                    Stream.of(Policy.values()).filter(other -> other.fits(type)).map(PropertyChecks::word);
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

    static String kind(FieldType type) {
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

    static String word(Policy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
