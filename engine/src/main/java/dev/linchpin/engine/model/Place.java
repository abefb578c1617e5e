package dev.linchpin.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a row holds a value: in a column of its own, or inside the JSON document that a column holds.
 *
 * @param path names of members, from the document's top inwards; empty for the column itself
 */
public record Place(String column, List<String> path) {
    private static final String EXAMPLE = "expected a column, or a path such as details->'web'->>'domain'";
    private static final Pattern STEP = Pattern.compile("\\s*(->>?)\\s*'((?:[^']|'')*)'\\s*");

    /** @throws IllegalArgumentException when a name is blank, or one inside a document cannot be quoted everywhere */
    public Place {
        path = List.copyOf(path);
        if (column.isBlank() || path.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(EXAMPLE);
        }
        if (path.stream().anyMatch(name -> name.contains("\"") || name.contains("\\"))) {
            throw new IllegalArgumentException("names in a path may hold neither \" nor \\");
        }
    }

    public static Place ofColumn(String column) {
        return new Place(column, List.of());
    }

    /**
     * Reads what {@link #toString} writes, which looks the same on every database: {@code details->'web'->>'domain'}.
     *
     * @throws IllegalArgumentException when the text is neither a column's name nor such a path; tells what is expected
     */
    public static Place parse(String text) {
        var arrow = text.indexOf("->");
        if (arrow < 0) {
            return ofColumn(column(text));
        }
        var column = column(text.substring(0, arrow));
        var path = new ArrayList<String>();
        var step = STEP.matcher(text).region(arrow, text.length());
        var isOver = false;
        while (step.lookingAt() && !isOver) {
            path.add(step.group(2).replace("''", "'"));
            isOver = step.group(1).equals("->>");
            step.region(step.end(), text.length());
        }
        if (step.regionStart() < text.length()) {
            throw new IllegalArgumentException(
                    isOver
                            ? "only the last arrow of a path is ->>; " + EXAMPLE
                            : "every name in a path is quoted, and places in arrays cannot be mapped; " + EXAMPLE);
        }
        return new Place(column, path);
    }

    /** Names hold nothing that has a meaning in paths, or that stands in expressions only. */
    private static String column(String text) {
        var name = text.strip();
        if (name.matches(".*['\"()\\[\\]{}#;].*") || name.contains("::") || name.startsWith("$")) {
            throw new IllegalArgumentException("expressions cannot be mapped; " + EXAMPLE);
        }
        return name;
    }

    public boolean isInDocument() {
        return !path.isEmpty();
    }

    @Override
    public String toString() {
        if (path.isEmpty()) {
            return column;
        }
        var last = path.size() - 1;
        return column
                + path.subList(0, last).stream()
                        .map(name -> "->" + quoted(name))
                        .collect(Collectors.joining())
                + "->>" + quoted(path.get(last));
    }

    private static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
