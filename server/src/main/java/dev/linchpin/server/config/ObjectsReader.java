package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.spelling.NearMiss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code objects} section: which types are kept in step, and how. */
final class ObjectsReader {
    private static final List<String> TYPE_KEYS = List.of(
            "match",
            "first-link",
            "linchpin-id",
            "settle",
            "default-policy",
            "fields",
            "deletes",
            "associations",
            "where",
            "filter");
    private static final Set<String> TYPE_KEYS_TO_COME =
            Set.of("table", "key", "hubspot-id", "mode", "every", "offset");
    private static final List<String> FIELD_KEYS = List.of("policy", "direction");
    private static final Set<String> FIELD_KEYS_TO_COME = Set.of("column", "transform");
    private static final List<String> STANDARD_TYPES = List.of(
            "contacts",
            "companies",
            "deals",
            "tickets",
            "products",
            "line_items",
            "quotes",
            "leads",
            "orders",
            "invoices",
            "notes",
            "calls",
            "emails",
            "meetings",
            "tasks");

    private final String fileName;
    private final List<Problem> problems;

    ObjectsReader(String fileName, List<Problem> problems) {
        this.fileName = fileName;
        this.problems = problems;
    }

    /** @param section null when the file says nothing about objects */
    List<ObjectSettings> read(YamlNode.@Nullable Entry section) {
        var byDefault =
                List.of(ObjectSettings.byDefault(ObjectType.CONTACTS), ObjectSettings.byDefault(ObjectType.COMPANIES));
        if (section == null) {
            return byDefault;
        }
        var objects = new ArrayList<ObjectSettings>();
        mapping(section, "objects").forEach((name, entry) -> {
            var type = type(name, entry);
            if (type != null) {
                objects.add(object(type, entry));
            }
        });
        return objects.isEmpty() ? byDefault : objects;
    }

    private @Nullable ObjectType type(String name, YamlNode.Entry entry) {
        var near = STANDARD_TYPES.contains(name) ? "" : NearMiss.hint(name, STANDARD_TYPES);
        if (!near.isEmpty()) {
            problem(entry, "unknown object type '" + name + "'" + near);
            return null;
        }
        try {
            return new ObjectType(name);
        } catch (IllegalArgumentException unsuitable) {
            problem(entry, String.valueOf(unsuitable.getMessage()));
            return null;
        }
    }

    private ObjectSettings object(ObjectType type, YamlNode.Entry entry) {
        var path = "objects." + type;
        var match = ObjectSettings.usualMatch(type);
        var defaultPolicy = Policy.MANUAL;
        var fields = new LinkedHashMap<String, FieldSettings>();
        var associations = new ArrayList<AssociationSettings>();
        var deletes = Deletes.CARRIED_OVER;
        var traits = Traits.NONE;
        String rows = null;
        var records = new LinkedHashMap<String, Set<String>>();
        for (var inner : mapping(entry, path).entrySet()) {
            var value = inner.getValue();
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "match" -> match = words(value, innerPath);
                case "default-policy" -> {
                    var read = defaultPolicy(value, innerPath);
                    defaultPolicy = read == null ? defaultPolicy : read;
                }
                case "fields" ->
                    mapping(value, innerPath)
                            .forEach((name, field) -> fields.put(name, field(field, innerPath + "." + name)));
                case "associations" ->
                    mapping(value, innerPath).forEach((name, association) -> {
                        var read = new AssociationsReader(fileName, problems)
                                .read(name, association, innerPath + "." + name);
                        if (read != null) {
                            associations.add(read);
                        }
                    });
                case "deletes" -> deletes = deletes(value, innerPath);
                case "first-link" -> {
                    var read = word(value, innerPath, Readers.oneOf(Traits.FirstLink.class));
                    traits = read == null ? traits : traits.withFirstLink(read);
                }
                case "linchpin-id" -> {
                    var read = word(value, innerPath, ObjectsReader::yesOrNo);
                    traits = read == null || read ? traits : traits.unannounced();
                }
                case "settle" -> {
                    var read = word(value, innerPath, Readers.duration(Duration.ZERO));
                    traits = read == null ? traits : traits.withSettle(read);
                }
                case "where" -> rows = word(value, innerPath, Readers::plain);
                case "filter" ->
                    mapping(value, innerPath)
                            .forEach((name, values) ->
                                    records.put(name, new LinkedHashSet<>(words(values, innerPath + "." + name))));
                default -> unknown(value, path, inner.getKey(), TYPE_KEYS, TYPE_KEYS_TO_COME);
            }
        }
        return new ObjectSettings(
                type,
                match,
                defaultPolicy,
                fields,
                deletes,
                new Scope(rows, records),
                associations,
                traits,
                where(entry));
    }

    private FieldSettings field(YamlNode.Entry entry, String path) {
        Policy policy = null;
        Direction direction = null;
        for (var inner : mapping(entry, path).entrySet()) {
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "policy" -> policy = word(inner.getValue(), innerPath, Readers.oneOf(Policy.class));
                case "direction" -> direction = word(inner.getValue(), innerPath, Readers.oneOf(Direction.class));
                default -> unknown(inner.getValue(), path, inner.getKey(), FIELD_KEYS, FIELD_KEYS_TO_COME);
            }
        }
        if (policy != null && policy.weighsBothSides() && direction != null && direction != Direction.BOTH) {
            problem(
                    entry,
                    path + ": the policy '" + Readers.word(policy) + "' weighs what both sides hold, and with the"
                            + " direction '" + Readers.word(direction) + "' only one side counts; leave one of the two"
                            + " out");
        }
        return new FieldSettings(policy, direction, where(entry));
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private Deletes deletes(YamlNode.Entry entry, String path) {
        var rowDeleted = Deletes.CARRIED_OVER.rowDeleted();
        var recordArchived = Deletes.CARRIED_OVER.recordArchived();
        for (var inner : mapping(entry, path).entrySet()) {
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "in-database" -> {
                    var read = word(inner.getValue(), innerPath, Readers.oneOf(Deletes.OnRowDeleted.class));
                    rowDeleted = read == null ? rowDeleted : read;
                }
                case "in-hubspot" -> {
                    var read = word(inner.getValue(), innerPath, Readers.oneOf(Deletes.OnRecordArchived.class));
                    recordArchived = read == null ? recordArchived : read;
                }
                default ->
                    unknown(inner.getValue(), path, inner.getKey(), List.of("in-database", "in-hubspot"), Set.of());
            }
        }
        return new Deletes(rowDeleted, recordArchived);
    }

    /** The fields that name no policy of their own are of any type, so a default must fit them all. */
    private @Nullable Policy defaultPolicy(YamlNode.Entry entry, String path) {
        var policy = word(entry, path, Readers.oneOf(Policy.class));
        if (policy != null && policy.weighsBothSides()) {
            problem(
                    entry,
                    path + ": '" + Readers.word(policy) + "' does not fit every field; give it as the policy of those"
                            + " that it fits. Expected one of "
                            + Stream.of(Policy.values())
                                    .filter(other -> !other.weighsBothSides())
                                    .map(Readers::word)
                                    .collect(Collectors.joining(", ")));
            return null;
        }
        return policy;
    }

    private <T> @Nullable T word(YamlNode.Entry entry, String path, Function<String, T> reader) {
        if (!(entry.value() instanceof YamlNode.Scalar scalar)) {
            problem(entry, path + ": expected one word");
            return null;
        }
        try {
            return reader.apply(scalar.text());
        } catch (IllegalArgumentException unsuitable) {
            problem(entry, path + ": " + unsuitable.getMessage());
            return null;
        }
    }

    /** One word, or several in a list. */
    private List<String> words(YamlNode.Entry entry, String path) {
        var items = entry.value() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(entry.value());
        var words = new ArrayList<String>();
        for (var item : items) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
                words.add(scalar.text());
            } else {
                problem(entry, path + ": expected one word, or several in a list");
            }
        }
        return words;
    }

    private Map<String, YamlNode.Entry> mapping(YamlNode.Entry entry, String path) {
        return switch (entry.value()) {
            case YamlNode.Mapping mapping -> mapping.entries();
            case YamlNode.Scalar scalar when scalar.text().isEmpty() -> Map.of();
            default -> {
                problem(entry, path + ": expected keys below it");
                yield Map.of();
            }
        };
    }

    private void unknown(YamlNode.Entry entry, String path, String name, List<String> known, Set<String> toCome) {
        if (toCome.contains(name)) {
            problem(entry, path + "." + name + " is not available yet");
        } else {
            problem(entry, "unknown key '" + path + "." + name + "'" + NearMiss.hint(name, known));
        }
    }

    private void problem(YamlNode.Entry entry, String message) {
        problems.add(new Problem(where(entry), message));
    }

    private String where(YamlNode.Entry entry) {
        return fileName + ":" + entry.line();
    }
}
