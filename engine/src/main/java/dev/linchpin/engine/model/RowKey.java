package dev.linchpin.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The key of a mapped row as text. The parts of a composite key are joined by {@code ~}; in these, a {@code ~} of a part's own
 * is written {@code %7E}, and {@code %} is written {@code %25}. A key of one column is its text as it is.
 */
public record RowKey(String value) {
    private static final String SEPARATOR = "~";

    /** @throws IllegalArgumentException when empty */
    public RowKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A row key is empty");
        }
    }

    /** @param parts the values of the key's columns, in their order */
    public static RowKey of(List<String> parts) {
        return new RowKey(
                parts.size() == 1
                        ? parts.getFirst()
                        : parts.stream().map(RowKey::escaped).collect(Collectors.joining(SEPARATOR)));
    }

    /** The values of the key's columns; not as many as there are columns if the text is no key of such a table. */
    public List<String> parts(int columns) {
        return columns == 1
                ? List.of(value)
                : Arrays.stream(value.split(SEPARATOR, -1))
                        .map(part -> part.replace("%7E", SEPARATOR).replace("%25", "%"))
                        .toList();
    }

    /** A part of a composite key, also the name of its column where several are told in one text. */
    public static String escaped(String part) {
        return part.replace("%", "%25").replace(SEPARATOR, "%7E");
    }

    @Override
    public String toString() {
        return value;
    }
}
