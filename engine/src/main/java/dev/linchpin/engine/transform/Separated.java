package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list with another separator on either side. HubSpot itself separates options by {@code ;}.
 *
 * @param name as people write it
 * @param stored what separates the parts in rows
 * @param shown what separates the parts of the value
 */
public record Separated(String name, String stored, String shown) implements Transform {
    private static final String OPTIONS = ";";

    /** @throws IllegalArgumentException when a separator is empty */
    public Separated {
        if (stored.isEmpty() || shown.isEmpty()) {
            throw new IllegalArgumentException("expected a separator");
        }
    }

    /** Rows hold the options of a set in one text. */
    public static Separated split(String separator) {
        return new Separated("split", separator, OPTIONS);
    }

    /** Rows hold a list, and its parts together are one text. */
    public static Separated join(String separator) {
        return new Separated("join", OPTIONS, separator);
    }

    @Override
    public String read(String text) {
        return replaced(text, stored, shown);
    }

    @Override
    public String write(String value) {
        return replaced(value, shown, stored);
    }

    /** A part that holds the other separator would be two there. */
    private static String replaced(String text, String from, String to) {
        if (text.contains(to) && !to.contains(from) && !from.contains(to)) {
            throw new IllegalArgumentException(
                    "no part may hold '" + to + "', which separates the parts on the other side");
        }
        return Arrays.stream(text.split(Pattern.quote(from), -1)).collect(Collectors.joining(to));
    }

    @Override
    public boolean isLossless(FieldType type) {
        return switch (type) {
            case OPTION_SET, TEXT -> !stored.contains(shown) && !shown.contains(stored);
            case EMAIL, DOMAIN, NUMBER, BOOLEAN, DATE, DATETIME, ENUMERATION -> false;
        };
    }

    @Override
    public String toString() {
        return name + " '" + (name.equals("split") ? stored : shown) + "'";
    }
}
