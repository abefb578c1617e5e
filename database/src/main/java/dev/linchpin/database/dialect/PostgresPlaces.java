package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keys of several columns and places in documents, as PostgreSQL writes them. */
final class PostgresPlaces {
    private PostgresPlaces() {}

    /**
     * Types whose text depends on the session or on where it is asked for (blanks of {@code character}) are told as in documents:
     * the triggers run in sessions of others.
     */
    static String rowKey(List<Column> columns, List<String> expressions) {
        return Keys.joined(IntStream.range(0, columns.size())
                .mapToObj(part -> isPlain(columns.get(part))
                        ? expressions.get(part) + "::text"
                        : "(to_jsonb(" + expressions.get(part) + ") #>> '{}')")
                .toList());
    }

    private static boolean isPlain(Column column) {
        return switch (column.kind()) {
            case INTEGER, NUMERIC, UUID -> true;
            case TEXT -> !column.type().startsWith("character(");
            case OTHER -> false;
        };
    }

    static String keyAmong(List<Column> columns, List<String> expressions) {
        var parts = IntStream.range(0, columns.size())
                .mapToObj(part ->
                        "cast(key ->> " + part + " as " + columns.get(part).type() + ")")
                .toList();
        return Keys.tuple(expressions) + " in (select " + String.join(", ", parts)
                + " from jsonb_array_elements(cast(? as jsonb)) key)";
    }

    static boolean holdsDocuments(Column column) {
        return column.type().equals("jsonb") || column.type().equals("json");
    }

    static String text(String expression, List<String> path) {
        return "(" + expression + " #>> " + Quoting.literal(array(path)) + ")";
    }

    static String with(Column column, @Nullable String expression, List<List<String>> paths) {
        var document = expression == null ? "null" : "cast(" + expression + " as jsonb)";
        for (var path : paths) {
            document = "linchpin.json_put(" + document + ", " + Quoting.literal(array(path)) + ", cast(? as jsonb))";
        }
        return column.type().equals("json") ? "cast(" + document + " as json)" : document;
    }

    /** What the place holds in the row, to be compared with what it held before. */
    static String part(Place place, String row) {
        var column = row + "." + Quoting.identifier(place.column());
        return place.isInDocument()
                ? "(" + column + "::jsonb #> " + Quoting.literal(array(place.path())) + ")"
                : column;
    }

    /** An array's literal, not yet quoted. Names hold neither quotes nor backslashes. */
    private static String array(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "{", "}"));
    }
}
