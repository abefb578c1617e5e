package dev.linchpin.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Environment variables, and below them those of a {@code .env} file. A variable that is set to nothing counts as not set,
 * so that a copy of {@code .env.example} can be filled in bit by bit.
 */
final class Environment {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");

    /** A variable's text and where it was set. */
    record Variable(String text, String where) {}

    private final Map<String, Variable> variables;

    private Environment(Map<String, Variable> variables) {
        this.variables = variables;
    }

    /** @param dotEnv read if it exists */
    static Environment of(Map<String, String> process, Path dotEnv, List<Problem> problems) {
        var variables = new HashMap<String, Variable>();
        if (Files.isRegularFile(dotEnv)) {
            readInto(variables, dotEnv, problems);
        }
        process.forEach((name, text) -> {
            if (!text.isBlank()) {
                variables.put(name, new Variable(text.strip(), name));
            }
        });
        return new Environment(variables);
    }

    Optional<Variable> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    Set<String> names() {
        return variables.keySet();
    }

    private static void readInto(Map<String, Variable> variables, Path file, List<Problem> problems) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            problems.add(new Problem(file.getFileName().toString(), "the file cannot be read as UTF-8 text"));
            return;
        }
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var where = file.getFileName() + ":" + number;
            var matcher = ASSIGNMENT.matcher(line);
            if (!matcher.matches()) {
                problems.add(new Problem(where, "expected NAME=value"));
                continue;
            }
            var text = unquoted(matcher.group(2));
            if (!text.isBlank()) {
                variables.put(matcher.group(1), new Variable(text, matcher.group(1) + " (" + where + ")"));
            }
        }
    }

    private static String unquoted(String text) {
        for (var quote : List.of("\"", "'")) {
            if (text.length() >= 2 && text.startsWith(quote) && text.indexOf(quote, 1) > 0) {
                return text.substring(1, text.indexOf(quote, 1));
            }
        }
        var comment = text.indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).stripTrailing();
    }
}
