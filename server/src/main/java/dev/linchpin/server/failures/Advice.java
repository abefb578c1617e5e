package dev.linchpin.server.failures;

import dev.linchpin.engine.store.Side;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How to mend what a side refused, by its own words. */
final class Advice {
    private record Rule(Pattern words, String advice) {}

    private static Rule rule(String words, String advice) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), advice);
    }

    private static final List<Rule> OF_HUBSPOT = List.of(
            rule("HubSpot creates no record without this", "Fill the column, and the record is created."),
            rule(
                    "not one of the allowed options|INVALID_OPTION",
                    "Add the option to the property in HubSpot and retry, or correct the value to one that is there."),
            rule("email.*(invalid|not valid)|INVALID_EMAIL", "Correct the address."),
            rule(
                    "does ?n[o']t exist|PROPERTY_DOESNT_EXIST",
                    "Restore or create the property in HubSpot and retry, or take the field out of the mapping."),
            rule(
                    "read.?only|cannot be set|READ_ONLY_VALUE",
                    "HubSpot lets no program write this property: make its direction from-hubspot in the mapping."),
            rule(
                    "already (has that value|exists)|Existing ID|CONFLICTING_UNIQUE_VALUE|duplicate",
                    "Another record in HubSpot holds this value, which must be unique: correct one of the two, or merge them."),
            rule("not a valid (number|long|integer)|INVALID_(INTEGER|LONG|NUMBER)", "Correct the value to a number."),
            rule("not a valid (date|datetime|time)|INVALID_DATE", "Correct the value to a date."),
            rule("not a valid bool|INVALID_BOOLEAN", "Correct the value to true or false."),
            rule("too long|exceeds|maximum length|at most .* characters", "Shorten the value."),
            rule("required", "Fill what HubSpot requires, or make it optional in HubSpot and retry."),
            rule("scope|permission|FORBIDDEN", "Give Linchpin's HubSpot app the permission that it lacks, and retry."),
            rule(
                    "association",
                    "Look at both records; where the kind of association is missing in HubSpot, add it and retry."));

    private static final List<Rule> OF_DATABASE = List.of(
            rule(
                    "UNIQUE constraint|duplicate key|unique key",
                    "Another row holds this value, which must be unique: correct one of the two."),
            rule(
                    "NOT NULL|not-null|cannot be null|have a default value",
                    "The column must not be empty: fill the value in HubSpot, or allow it to be empty."),
            rule(
                    "FOREIGN KEY|foreign key",
                    "The value names a row that is not there: add that row and retry, or correct the value."),
            rule(
                    "CHECK constraint|check constraint|CONSTRAINT .* failed",
                    "Correct the value to one that the constraint allows, or change the constraint and retry."),
            rule("too long|too large", "Shorten the value, or widen the column and retry."),
            rule("out of range|Out of range", "Correct the value, or widen the column's type and retry."),
            rule(
                    "invalid input syntax|datatype mismatch|cannot be cast|Incorrect .* value|Data truncated",
                    "The value does not fit the column's type: correct it, or change the column and retry."));

    private static final String OTHERWISE = "Correct the value, or mend what stood in its way and retry.";

    private static final String OF_NO_FIELD = "Look at the record, mend what stood in its way, and retry.";

    private Advice() {}

    /** @param field null when the refusal could not be laid at one field's door */
    static String of(Side refusedBy, @Nullable String field, String message) {
        var rules = switch (refusedBy) {
            case HUBSPOT -> OF_HUBSPOT;
            case DATABASE -> OF_DATABASE;
        };
        return rules.stream()
                .filter(rule -> rule.words().matcher(message).find())
                .map(Rule::advice)
                .findFirst()
                .orElse(field == null ? OF_NO_FIELD : OTHERWISE);
    }
}
