package dev.linchpin.server.config;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.server.spelling.NearMiss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one entry below {@code objects.TYPE.associations}. */
final class AssociationsReader {
    private static final Set<String> KEYS = Set.of(
            "to",
            "column",
            "table",
            "existing",
            "from-column",
            "to-column",
            "label-column",
            "label",
            "direction",
            "policy");
    private static final List<String> POLICIES = List.of("manual", "hubspot-wins", "database-wins");

    private final String fileName;
    private final List<Problem> problems;

    AssociationsReader(String fileName, List<Problem> problems) {
        this.fileName = fileName;
        this.problems = problems;
    }

    /** Null when something does not fit; what that is has been added to the problems. */
    @Nullable AssociationSettings read(String name, YamlNode.Entry entry, String path) {
        var before = problems.size();
        var words = new HashMap<String, String>();
        var entries = entry.value() instanceof YamlNode.Mapping mapping
                ? mapping.entries()
                : Map.<String, YamlNode.Entry>of();
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problem(value, "unknown key '" + path + "." + key + "'" + NearMiss.hint(key, KEYS));
            } else if (value.value() instanceof YamlNode.Scalar scalar
                    && !scalar.text().isBlank()) {
                words.put(key, scalar.text());
            } else {
                problem(value, path + "." + key + ": expected one word");
            }
        });
        var to = words.containsKey("to") ? type(words.get("to"), entry, path) : null;
        if (!words.containsKey("to")) {
            problem(entry, path + ": 'to' is missing: the object type that the associations lead to");
        }
        if (words.containsKey("column") == words.containsKey("table")) {
            problem(
                    entry,
                    path + ": expected either 'column' (a foreign key of this type's table) or 'table' (of pairs)");
        }
        for (var key : List.of("existing", "from-column", "to-column", "label-column")) {
            if (words.containsKey("column") && words.containsKey(key)) {
                problem(entry, path + "." + key + " is only for associations that a table holds");
            }
        }
        if (words.containsKey("label") && words.containsKey("label-column")) {
            problem(entry, path + ": with 'label' there is but one kind of association, so no 'label-column'");
        }
        var direction = word(words.get("direction"), entry, path + ".direction", Readers.oneOf(Direction.class));
        var policy = word(words.get("policy"), entry, path + ".policy", AssociationsReader::policy);
        var existing = word(words.get("existing"), entry, path + ".existing", AssociationsReader::flag);
        if (to == null || problems.size() > before) {
            return null;
        }
        return new AssociationSettings(
                name,
                to,
                words.get("column"),
                words.get("table"),
                existing != null && existing,
                words.get("from-column"),
                words.get("to-column"),
                words.get("label-column"),
                words.get("label"),
                direction == null ? Direction.BOTH : direction,
                policy == null ? Policy.MANUAL : policy,
                fileName + ":" + entry.line());
    }

    private static Policy policy(String text) {
        if (!POLICIES.contains(text)) {
            throw new IllegalArgumentException(
                    "expected one of " + String.join(", ", POLICIES) + ": HubSpot keeps no times of associations");
        }
        return Readers.oneOf(Policy.class).apply(text);
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private @Nullable ObjectType type(@Nullable String name, YamlNode.Entry entry, String path) {
        return word(name, entry, path + ".to", ObjectType::new);
    }

    private <T> @Nullable T word(@Nullable String text, YamlNode.Entry entry, String path, Function<String, T> reader) {
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException unsuitable) {
            problem(entry, path + ": " + unsuitable.getMessage());
            return null;
        }
    }

    private void problem(YamlNode.Entry entry, String message) {
        problems.add(new Problem(fileName + ":" + entry.line(), message));
    }
}
