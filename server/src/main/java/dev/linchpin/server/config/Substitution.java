package dev.linchpin.server.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces <code>${NAME}</code> and <code>${NAME:-otherwise}</code> in texts of the configuration file. */
final class Substitution {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Environment environment;
    private final List<Problem> problems;

    Substitution(Environment environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    String apply(String text, String where) {
        return REFERENCE.matcher(text).replaceAll(reference -> {
            var name = reference.group(1);
            var variable = environment.get(name);
            if (variable.isPresent()) {
                return Matcher.quoteReplacement(variable.get().text());
            }
            var otherwise = reference.group(2);
            if (otherwise == null) {
                problems.add(new Problem(where, "the environment variable " + name + " is not set"));
                return "";
            }
            return Matcher.quoteReplacement(otherwise);
        });
    }
}
