package dev.linchpin.server.records;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Inspection;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.server.api.MappedTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people call records, by the values of their rows: Ada Lovelace, Analytical Engines Ltd. Thread-safe. */
public final class RecordNames {
    private static final int LONGEST = 200;

    /** The properties whose values together make a name; where all are blank, the next ones. */
    private static final Map<ObjectType, List<List<String>>> BY_TYPE = Map.of(
            ObjectType.CONTACTS,
            List.of(List.of("firstname", "lastname"), List.of("email")),
            ObjectType.COMPANIES,
            List.of(List.of("name"), List.of("domain")),
            new ObjectType("deals"),
            List.of(List.of("dealname")),
            new ObjectType("tickets"),
            List.of(List.of("subject")));

    private static final Predicate<String> SOUNDS_LIKE_ONE =
            Pattern.compile("name|title|hs_(\\w+_)?(name|title|subject)").asMatchPredicate();

    private final Inspection inspection;
    private final MappedTypes types;

    public RecordNames(Inspection inspection, MappedTypes types) {
        this.inspection = inspection;
        this.types = types;
    }

    /** Whom a name is asked for. */
    public record Of(ObjectType type, RowKey row) {}

    /** The names of these rows, read by one query a type; what has no row or no name is absent. */
    public Map<Of, String> of(Collection<Of> rows) {
        var names = new HashMap<Of, String>();
        rows.stream()
                .collect(Collectors.groupingBy(Of::type, Collectors.mapping(Of::row, Collectors.toSet())))
                .forEach((type, keys) -> types.find(type.name())
                        .ifPresent(mapping -> rows(mapping, keys).forEach((key, row) -> {
                            var name = name(mapping, row.values());
                            if (name != null) {
                                names.put(new Of(type, key), name);
                            }
                        })));
        return names;
    }

    private Map<RowKey, Row> rows(ObjectMapping mapping, Set<RowKey> keys) {
        try {
            return inspection.rows(mapping, keys);
        } catch (SchemaChangedException paused) {
            // What is listed is worth seeing without names, too.
            return Map.of();
        }
    }

    /**
     * What people call a record with these values.
     *
     * @param values by field name
     */
    public static @Nullable String name(ObjectMapping mapping, Map<String, Value> values) {
        for (var together : ways(mapping)) {
            var name = together.stream()
                    .map(field -> values.getOrDefault(field.name(), Value.BLANK)
                            .text()
                            .strip())
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" "));
            if (!name.isEmpty()) {
                return name.codePointCount(0, name.length()) <= LONGEST
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, LONGEST)) + "…";
            }
        }
        return null;
    }

    /** The mapped fields that names are made of, the most telling first. */
    public static List<Field> fields(ObjectMapping mapping) {
        return ways(mapping).stream().flatMap(List::stream).distinct().toList();
    }

    private static List<List<Field>> ways(ObjectMapping mapping) {
        var ways = new ArrayList<List<Field>>();
        for (var properties : BY_TYPE.getOrDefault(mapping.type(), List.of())) {
            ways.add(properties.stream()
                    .map(property -> byProperty(mapping, property))
                    .filter(Objects::nonNull)
                    .toList());
        }
        var alone = new LinkedHashSet<Field>();
        if (ways.isEmpty()) {
            mapping.fields().values().stream()
                    .filter(field -> SOUNDS_LIKE_ONE.test(field.property()))
                    .forEach(alone::add);
        }
        mapping.identity().stream().map(mapping::field).forEach(alone::add);
        alone.forEach(field -> ways.add(List.of(field)));
        return ways;
    }

    private static @Nullable Field byProperty(ObjectMapping mapping, String property) {
        return mapping.fields().values().stream()
                .filter(field -> field.property().equals(property))
                .findFirst()
                .orElse(null);
    }
}
