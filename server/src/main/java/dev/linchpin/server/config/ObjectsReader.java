package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.spelling.NearMiss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code objects} section: which types are kept in step, and how. */
final class ObjectsReader extends NodeReader {
    private static final List<String> TYPE_KEYS = List.of(
            "match",
            "first-link",
            "linchpin-id",
            "settle",
            "properties-json",
            "default-policy",
            "fields",
            "deletes",
            "associations",
            "where",
            "filter",
            "table",
            "key",
            "hubspot-id",
            "capture",
            "poll-every",
            "mode");
    private static final List<String> FIELD_KEYS = List.of("policy", "direction", "column", "transform", "lossy");
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

    private final AssociationsReader associationsReader;
    private final TransformReader transforms;
    private final ExistingTableReader tables;
    private final MirrorsReader mirrorsReader;
    private final List<MirrorOptions> mirrors = new ArrayList<>();

    ObjectsReader(String fileName, List<Problem> problems) {
        super(fileName, problems);
        this.associationsReader = new AssociationsReader(fileName, problems);
        this.transforms = new TransformReader(fileName, problems);
        this.tables = new ExistingTableReader(fileName, problems);
        this.mirrorsReader = new MirrorsReader(fileName, problems);
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
            if (type != null && MirrorsReader.isMirror(entry)) {
                mirrors.add(mirrorsReader.read(type, entry));
            } else if (type != null) {
                objects.add(object(type, entry));
            }
        });
        return objects.isEmpty() && mirrors.isEmpty() ? byDefault : objects;
    }

    /** What {@link #read} found that flows one way. */
    List<MirrorOptions> mirrors() {
        return List.copyOf(mirrors);
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
        List<String> match = null;
        var defaultPolicy = Policy.MANUAL;
        var fields = new LinkedHashMap<String, FieldSettings>();
        var associations = new ArrayList<AssociationSettings>();
        var deletes = Deletes.CARRIED_OVER;
        var traits = Traits.NONE;
        String rows = null;
        var records = new LinkedHashMap<String, Set<String>>();
        var entries = mapping(entry, path);
        var table = tables.read(entry, entries, path);
        for (var inner : entries.entrySet()) {
            var value = inner.getValue();
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "table", "key", "hubspot-id", "capture", "poll-every" -> {}
                case "match" -> match = words(value, innerPath);
                case "default-policy" -> {
                    var read = defaultPolicy(value, innerPath);
                    defaultPolicy = read == null ? defaultPolicy : read;
                }
                case "fields" ->
                    mapping(value, innerPath)
                            .forEach((name, field) ->
                                    fields.put(name, field(field, innerPath + "." + name, table != null)));
                case "associations" ->
                    mapping(value, innerPath).forEach((name, association) -> {
                        var read = associationsReader.read(name, association, innerPath + "." + name);
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
                case "mode" -> word(value, innerPath, MirrorsReader::mode);
                case "where" -> rows = word(value, innerPath, Readers::plain);
                case "filter" ->
                    mapping(value, innerPath)
                            .forEach((name, values) ->
                                    records.put(name, new LinkedHashSet<>(words(values, innerPath + "." + name))));
                case "properties-json" -> {
                    var read = word(value, innerPath, ObjectsReader::yesOrNo);
                    if (table != null) {
                        problem(value, innerPath + " is for tables that Linchpin makes, and for mirrors");
                    }
                    traits = read != null && read ? traits.asWhole() : traits;
                }
                case "every", "offset", "properties" ->
                    problem(value, innerPath + " is for mirrors: set " + path + ".mode to mirror, or leave it out");
                default -> unknown(value, path, inner.getKey(), TYPE_KEYS, Set.of());
            }
        }
        if (table != null && fields.isEmpty()) {
            problem(entry, path + ": name the fields; of a table that is there already only these are mapped");
        }
        if (match == null) {
            // Of an existing table only what was named can say that a row and a record are the same.
            match = ObjectSettings.usualMatch(type).stream()
                    .filter(name -> table == null || fields.containsKey(name))
                    .toList();
        }
        return new ObjectSettings(
                type,
                table,
                match,
                defaultPolicy,
                fields,
                deletes,
                new Scope(rows, records),
                associations,
                traits,
                where(entry));
    }

    /** In an existing table a column alone will do. */
    private FieldSettings field(YamlNode.Entry entry, String path, boolean isExisting) {
        if (isExisting
                && entry.value() instanceof YamlNode.Scalar scalar
                && !scalar.text().isEmpty()) {
            return new FieldSettings(null, null, word(entry, path, Place::parse), Transform.NONE, false, where(entry));
        }
        Policy policy = null;
        Direction direction = null;
        Place place = null;
        var transform = Transform.NONE;
        var lossy = false;
        for (var inner : mapping(entry, path).entrySet()) {
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "policy" -> policy = word(inner.getValue(), innerPath, Readers.oneOf(Policy.class));
                case "direction" -> direction = word(inner.getValue(), innerPath, Readers.oneOf(Direction.class));
                case "column" -> place = word(inner.getValue(), innerPath, Place::parse);
                case "transform" -> transform = transforms.read(inner.getValue(), innerPath);
                case "lossy" -> lossy = word(inner.getValue(), innerPath, ObjectsReader::accepted) != null;
                default -> unknown(inner.getValue(), path, inner.getKey(), FIELD_KEYS, Set.of());
            }
        }
        if (!isExisting && (place != null || !transform.equals(Transform.NONE))) {
            problem(
                    entry,
                    path + ": 'column' and 'transform' are for tables that are there already; name that by 'table'");
        }
        if (policy != null && policy.weighsBothSides() && direction != null && direction != Direction.BOTH) {
            problem(
                    entry,
                    path + ": the policy '" + Readers.word(policy) + "' weighs what both sides hold, and with the"
                            + " direction '" + Readers.word(direction) + "' only one side counts; leave one of the two"
                            + " out");
        }
        return new FieldSettings(policy, direction, place, transform, lossy, where(entry));
    }

    private static boolean accepted(String text) {
        if (!text.equals("accept")) {
            throw new IllegalArgumentException("expected accept, which says that you know what gets lost");
        }
        return true;
    }

    static boolean yesOrNo(String text) {
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
}
