package dev.linchpin.server.config;

import dev.linchpin.server.spelling.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What those who read parts of the file below {@code objects} have in common. */
abstract class NodeReader {
    private final String fileName;
    final List<Problem> problems;

    /** @param problems what does not fit is added here */
    NodeReader(String fileName, List<Problem> problems) {
        this.fileName = fileName;
        this.problems = problems;
    }

    /** Null when it does not fit; why not has been added to the problems. */
    final <T> @Nullable T word(YamlNode.Entry entry, String path, Function<String, T> reader) {
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
    final List<String> words(YamlNode.Entry entry, String path) {
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

    /** The entries below; none where there should be some. */
    final Map<String, YamlNode.Entry> mapping(YamlNode.Entry entry, String path) {
        return switch (entry.value()) {
            case YamlNode.Mapping mapping -> mapping.entries();
            case YamlNode.Scalar scalar when scalar.text().isEmpty() -> Map.of();
            default -> {
                problem(entry, path + ": expected keys below it");
                yield Map.of();
            }
        };
    }

    /** @param toCome keys that a later version will know */
    final void unknown(YamlNode.Entry entry, String path, String name, List<String> known, Set<String> toCome) {
        if (toCome.contains(name)) {
            problem(entry, path + "." + name + " is not available yet");
        } else {
            problem(entry, "unknown key '" + path + "." + name + "'" + NearMiss.hint(name, known));
        }
    }

    final void problem(YamlNode.Entry entry, String message) {
        problems.add(new Problem(where(entry), message));
    }

    final String where(YamlNode.Entry entry) {
        return fileName + ":" + entry.line();
    }
}
