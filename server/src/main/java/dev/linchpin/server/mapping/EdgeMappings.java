package dev.linchpin.server.mapping;

import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.EdgeMapping.Holder;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.config.AssociationSettings;
import dev.linchpin.server.config.Problem;
import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds the associations that somebody configured to the mappings of the types that they lead from. */
public final class EdgeMappings {
    /** What a person writes for {@link EdgeMapping#PLAIN}, which has no name. */
    private static final String NO_LABEL = "none";

    private final BiFunction<ObjectType, ObjectType, List<AssociationKind>> kinds;
    private final List<Problem> problems;
    private final Map<String, Set<String>> held = new HashMap<>();
    private final Set<String> tables = new HashSet<>();
    private final Set<ObjectType> composite = new HashSet<>();

    /**
     * @param kinds asks HubSpot for the kinds of association from one type to another
     * @param problems what does not fit is added here
     */
    public EdgeMappings(BiFunction<ObjectType, ObjectType, List<AssociationKind>> kinds, List<Problem> problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    /** @param wanted by the type they lead from */
    public List<ObjectMapping> addTo(List<ObjectMapping> mappings, Map<ObjectType, List<AssociationSettings>> wanted) {
        var types = mappings.stream().map(ObjectMapping::type).collect(Collectors.toSet());
        mappings.forEach(mapping -> tables.add(mapping.table()));
        mappings.stream()
                .filter(mapping -> mapping.layout().key().size() > 1)
                .forEach(mapping -> composite.add(mapping.type()));
        var complete = new ArrayList<ObjectMapping>();
        for (var mapping : mappings) {
            var edges = new ArrayList<EdgeMapping>();
            for (var settings : wanted.getOrDefault(mapping.type(), List.of())) {
                if (types.contains(settings.to())) {
                    var edge = edge(mapping, settings);
                    if (edge != null) {
                        edges.add(edge);
                    }
                } else {
                    problem(
                            settings,
                            "leads to " + settings.to() + ", which are not kept in step; name them under objects, too");
                }
            }
            complete.add(with(mapping, edges));
        }
        return complete;
    }

    private ObjectMapping with(ObjectMapping mapping, List<EdgeMapping> edges) {
        try {
            return edges.isEmpty() ? mapping : mapping.withEdges(edges);
        } catch (IllegalArgumentException twice) {
            problems.add(new Problem("objects." + mapping.type(), String.valueOf(twice.getMessage())));
            return mapping;
        }
    }

    private @Nullable EdgeMapping edge(ObjectMapping mapping, AssociationSettings settings) {
        var before = problems.size();
        var kind = kind(mapping, settings);
        var holder = settings.table() == null ? column(mapping, settings) : table(mapping, settings);
        once(mapping, settings, kind);
        return problems.size() > before
                ? null
                : new EdgeMapping(
                        settings.name(), settings.to(), holder, kind, settings.direction(), settings.policy());
    }

    /** The only kind it is about; null for all. A column is the primary one where HubSpot has such a kind. */
    private @Nullable String kind(ObjectMapping mapping, AssociationSettings settings) {
        var known = new HashSet<String>();
        kinds.apply(mapping.type(), settings.to()).forEach(kind -> known.add(kind.name()));
        if (known.isEmpty()) {
            problem(settings, "HubSpot does not associate " + mapping.type() + " with " + settings.to());
        }
        var label = settings.label();
        if (label == null) {
            var single = known.contains(EdgeMapping.PRIMARY) ? EdgeMapping.PRIMARY : EdgeMapping.PLAIN;
            return settings.table() == null ? single : null;
        }
        var kind = label.equals(NO_LABEL) ? EdgeMapping.PLAIN : label;
        if (!known.contains(kind)) {
            known.remove(EdgeMapping.PLAIN);
            known.add(NO_LABEL);
            problem(
                    settings,
                    "HubSpot has no association label '" + label + "' from " + mapping.type() + " to " + settings.to()
                            + NearMiss.hint(label, known));
        }
        return kind;
    }

    private Holder column(ObjectMapping mapping, AssociationSettings settings) {
        var column = String.valueOf(settings.column());
        refuseComposite(settings, settings.to());
        var taken = mapping.fields().values().stream()
                        .anyMatch(field -> field.column().equalsIgnoreCase(column))
                || (mapping.layout().managed() && ManagedMapping.OWN_COLUMNS.contains(column.toLowerCase(Locale.ROOT)));
        if (taken) {
            problem(settings, "the column '" + column + "' of " + mapping.table() + " is taken; name another");
        }
        return new Holder.Column(column);
    }

    private void refuseComposite(AssociationSettings settings, ObjectType type) {
        if (composite.contains(type)) {
            problem(
                    settings,
                    "the key of " + type + " has several columns, and one column holds the key here; map " + type
                            + " by a key of one column");
        }
    }

    private Holder table(ObjectMapping mapping, AssociationSettings settings) {
        refuseComposite(settings, mapping.type());
        refuseComposite(settings, settings.to());
        var table = inSchemaOf(mapping, String.valueOf(settings.table()));
        if (!tables.add(table)) {
            problem(settings, "the table '" + table + "' is already used; name another");
        }
        var label = settings.label() != null ? null : settings.labelColumn() == null ? "label" : settings.labelColumn();
        return new Holder.Table(
                table,
                settings.fromColumn() == null ? keyOf(mapping.type(), "") : settings.fromColumn(),
                settings.toColumn() == null
                        ? keyOf(settings.to(), settings.to().equals(mapping.type()) ? "other_" : "")
                        : settings.toColumn(),
                label,
                !settings.existing());
    }

    /** A table without a schema lies beside the mapped one. */
    private static String inSchemaOf(ObjectMapping mapping, String table) {
        var dot = mapping.table().indexOf('.');
        return dot < 0 || table.contains(".") ? table : mapping.table().substring(0, dot + 1) + table;
    }

    /** {@code companies} are referred to by {@code company_id}. */
    private static String keyOf(ObjectType type, String prefix) {
        var name = type.name();
        var singular = name.endsWith("ies")
                ? name.substring(0, name.length() - 3) + "y"
                : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        return prefix + singular + "_id";
    }

    /** No association may be held at two places: they would correct each other. */
    private void once(ObjectMapping mapping, AssociationSettings settings, @Nullable String kind) {
        var here = held.computeIfAbsent(mapping.type() + ">" + settings.to(), _ -> new HashSet<>());
        var what = kind == null ? "*" : kind;
        if (!here.add(what)) {
            problem(
                    settings,
                    "another entry already holds these associations of " + mapping.type() + " with " + settings.to());
        }
        if (!mapping.type().equals(settings.to()) && held.containsKey(settings.to() + ">" + mapping.type())) {
            problem(
                    settings,
                    settings.to() + " already hold their associations with " + mapping.type()
                            + "; HubSpot keeps them once for both, so map them at one of the two");
        }
    }

    private void problem(AssociationSettings settings, String message) {
        problems.add(new Problem(settings.where(), "the association '" + settings.name() + "': " + message));
    }
}
