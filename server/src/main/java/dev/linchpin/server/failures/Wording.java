package dev.linchpin.server.failures;

import dev.linchpin.engine.store.Inspection.Refusals;
import java.util.List;
import java.util.regex.Pattern;

/** Takes values out of what HubSpot and databases say, so that what was said of many values reads the same. */
final class Wording {
    private record Rule(Pattern pattern, String replacement) {}

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern, Pattern.DOTALL), replacement);
    }

    private static final String VALUE = Refusals.VALUE;

    private static final List<Rule> RULES = List.of(
            // HubSpot: "x was not one of the allowed options: [label: A value: a, ...]", "x was not a valid number."
            rule("^.*? was not (one of the allowed options|a valid )", VALUE + " was not $1"),
            rule("(was not one of the allowed options): *\\[.*\\]", "$1"),
            rule("(?i)(email address) \\S+", "$1 " + VALUE),
            // PostgreSQL: "Detail: Key (email)=(ada@example.com) already exists.", "Failing row contains (...)."
            rule("\\s*(Detail|Where|Hint): .*$", ""),
            rule("\\)=\\([^)]*\\)", ")=(" + VALUE + ")"),
            rule("(: )\"[^\"]*\"", "$1\"" + VALUE + "\""),
            rule("[^\\s\"'(<]+@[^\\s\"')>]+", VALUE),
            rule("'[^']*" + VALUE + "[^']*'", "'" + VALUE + "'"),
            // Ids of records and rows.
            rule("\\b\\d{4,}\\b", VALUE),
            rule("(" + VALUE + "\\s*)+" + VALUE, VALUE));

    private Wording() {}

    static String withoutValues(String message) {
        var text = message;
        for (var rule : RULES) {
            text = rule.pattern().matcher(text).replaceAll(rule.replacement());
        }
        return text.strip();
    }
}
