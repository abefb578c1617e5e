package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.server.spelling.NearMiss;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an object type with {@code mode: mirror}. */
final class MirrorsReader extends NodeReader {
    private static final List<String> KEYS =
            List.of("mode", "every", "offset", "properties", "properties-json", "deletes");

    private static final String MIRROR = "mirror";
    private static final String TWO_WAY = "two-way";

    MirrorsReader(String fileName, List<Problem> problems) {
        super(fileName, problems);
    }

    static boolean isMirror(YamlNode.Entry entry) {
        var mode = entry.value() instanceof YamlNode.Mapping mapping
                ? mapping.entries().get("mode")
                : null;
        return mode != null
                && mode.value() instanceof YamlNode.Scalar scalar
                && scalar.text().equals(MIRROR);
    }

    static String mode(String text) {
        if (!text.equals(MIRROR) && !text.equals(TWO_WAY)) {
            throw new IllegalArgumentException(
                    "expected mirror or two-way" + NearMiss.hint(text, List.of(MIRROR, TWO_WAY)));
        }
        return text;
    }

    MirrorOptions read(ObjectType type, YamlNode.Entry entry) {
        var path = "objects." + type;
        Duration every = null;
        var offset = usualOffset(type);
        var properties = List.<String>of();
        var json = false;
        var archived = OnRecordArchived.DELETE;
        for (var inner : mapping(entry, path).entrySet()) {
            var value = inner.getValue();
            var innerPath = path + "." + inner.getKey();
            switch (inner.getKey()) {
                case "mode" -> {}
                case "every" -> every = word(value, innerPath, Readers.duration(Duration.ofSeconds(1)));
                case "offset" -> offset = or(word(value, innerPath, Readers.duration(Duration.ZERO)), offset);
                case "properties" -> properties = properties(value, innerPath);
                case "properties-json" -> json = or(word(value, innerPath, ObjectsReader::yesOrNo), false);
                case "deletes" -> archived = deletes(value, innerPath);
                default ->
                    problem(
                            value,
                            "'" + innerPath + "' means nothing to a mirror" + NearMiss.hint(inner.getKey(), KEYS));
            }
        }
        return new MirrorOptions(type, every, offset, properties, json, archived, where(entry));
    }

    /** Apart from each other, so that they do not use HubSpot's limits at the same time. */
    private static Duration usualOffset(ObjectType type) {
        return type.name().equals("deals") ? Duration.ofMinutes(5) : Duration.ZERO;
    }

    private static <T> T or(@Nullable T read, T otherwise) {
        return read == null ? otherwise : read;
    }

    private List<String> properties(YamlNode.Entry value, String path) {
        var names = words(value, path);
        return names.equals(List.of("all")) ? List.of() : names;
    }

    private OnRecordArchived deletes(YamlNode.Entry entry, String path) {
        var archived = OnRecordArchived.DELETE;
        for (var inner : mapping(entry, path).entrySet()) {
            if (inner.getKey().equals("in-hubspot")) {
                var innerPath = path + "." + inner.getKey();
                archived = or(word(inner.getValue(), innerPath, Readers.oneOf(OnRecordArchived.class)), archived);
            } else {
                problem(
                        inner.getValue(),
                        "'" + path + "." + inner.getKey() + "' means nothing to a mirror"
                                + NearMiss.hint(inner.getKey(), List.of("in-hubspot")));
            }
        }
        return archived;
    }
}
