package dev.linchpin.server.config;

import dev.linchpin.server.spelling.NearMiss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks settings up: options of the command line first, then the environment, then the file, then the default. */
final class ValueReader {
    /** A text, and where to mend it. */
    private record Located(String text, String where) {}

    private final Map<String, Located> found = new HashMap<>();
    private final Environment environment;
    private final List<Problem> problems;

    ValueReader(
            Map<String, String> options,
            Environment environment,
            YamlNode.Mapping file,
            String fileName,
            List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
        collect(file, "", fileName, new Substitution(environment, problems));
        for (var key : Keys.ALL) {
            fromEnvironment(key).ifPresent(located -> found.put(key.path(), located));
        }
        options.forEach((path, text) -> found.put(path, new Located(text, "command line")));
    }

    /** For settings that have a default. */
    <T> T get(Key<T> key) {
        var defaultText = key.defaultText();
        if (defaultText == null) {
            throw new IllegalStateException(key.path() + " has no default");
        }
        var value = find(key);
        return value == null ? key.reader().apply(defaultText) : value;
    }

    /** For settings that may be left out. */
    <T> @Nullable T find(Key<T> key) {
        var located = found.get(key.path());
        if (located == null) {
            return null;
        }
        try {
            return key.reader().apply(located.text());
        } catch (IllegalArgumentException unsuitable) {
            problems.add(new Problem(located.where(), key.path() + ": " + unsuitable.getMessage()));
            return null;
        }
    }

    boolean has(Key<?> key) {
        return found.containsKey(key.path());
    }

    /** Where a setting was made; its path when it was not. */
    String where(Key<?> key) {
        var located = found.get(key.path());
        return located == null ? key.path() : located.where();
    }

    private Optional<Located> fromEnvironment(Key<?> key) {
        return key.variables().stream()
                .flatMap(variable -> environment.get(variable.name()).stream()
                        .map(set -> new Located(set.text() + variable.suffix(), set.where())))
                .findFirst();
    }

    private void collect(YamlNode.Mapping section, String prefix, String fileName, Substitution substitution) {
        section.entries().forEach((name, entry) -> {
            var path = prefix + name;
            var where = fileName + ":" + entry.line();
            if (path.equals("objects")) {
                return;
            }
            if (isKey(path)) {
                var written = text(path, entry.value());
                if (written != null) {
                    var text = substitution.apply(written, where);
                    if (!text.isBlank()) {
                        found.put(path, new Located(text.strip(), where));
                    }
                } else {
                    problems.add(new Problem(where, path + ": expected one value"));
                }
            } else if (isSection(path)) {
                if (entry.value() instanceof YamlNode.Mapping inner) {
                    collect(inner, path + ".", fileName, substitution);
                } else if (!(entry.value() instanceof YamlNode.Scalar scalar
                        && scalar.text().isEmpty())) {
                    problems.add(new Problem(
                            where,
                            path + ": expected keys below it, such as "
                                    + Keys.ALL.stream()
                                            .map(Key::path)
                                            .filter(key -> key.startsWith(path + "."))
                                            .findFirst()
                                            .orElse(path)));
                }
            } else {
                problems.add(new Problem(where, "unknown key '" + path + "'" + suggestion(name, prefix)));
            }
        });
    }

    /** A list may be written as one, too. Null for what is no value at all. */
    private static @Nullable String text(String path, YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.text();
            case YamlNode.Sequence sequence
            when isList(path) ->
                sequence.items().isEmpty()
                        ? "none"
                        : sequence.items().stream()
                                .map(item -> item instanceof YamlNode.Scalar scalar ? scalar.text() : "?")
                                .collect(Collectors.joining(", "));
            case YamlNode.Sequence _, YamlNode.Mapping _ -> null;
        };
    }

    private static boolean isList(String path) {
        return Keys.ALL.stream().anyMatch(key -> key.path().equals(path) && key.isList());
    }

    private static boolean isKey(String path) {
        return Keys.ALL.stream().anyMatch(key -> key.path().equals(path));
    }

    private static boolean isSection(String path) {
        return Keys.ALL.stream().anyMatch(key -> key.path().startsWith(path + "."));
    }

    /** A slip of the pen in this section, or else a known key in the wrong one. */
    private static String suggestion(String name, String prefix) {
        var here = new TreeSet<String>();
        if (prefix.isEmpty()) {
            here.add("objects");
        }
        for (var key : Keys.ALL) {
            if (key.path().startsWith(prefix)) {
                here.add(key.path().substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
        var near = NearMiss.of(name, here);
        if (near.isPresent()) {
            return " - did you mean '" + prefix + near.get() + "'?";
        }
        var last = NearMiss.of(
                name, Keys.ALL.stream().map(key -> lastPart(key.path())).toList());
        return last.flatMap(word -> Keys.ALL.stream()
                        .map(Key::path)
                        .filter(path -> lastPart(path).equals(word))
                        .findFirst())
                .map(path -> " - did you mean '" + path + "'?")
                .orElse("");
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
