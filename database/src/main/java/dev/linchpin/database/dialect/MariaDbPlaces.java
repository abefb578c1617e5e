package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.Place;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys of several columns and places in documents, as MariaDB writes them. */
final class MariaDbPlaces {
    private static final String MALFORMED = "_utf8mb4 0xEFBFBE";

    private MariaDbPlaces() {}

    static String rowKey(List<String> expressions) {
        return expressions.size() == 1
                ? MariaDbDialect.text(expressions.getFirst())
                : expressions.stream()
                        .map(expression ->
                                "replace(replace(" + MariaDbDialect.text(expression) + ", '%', '%25'), '~', '%7E')")
                        .collect(Collectors.joining(", '~', ", "concat(", ")"));
    }

    static String text(String expression, List<String> path) {
        var found = "json_extract(" + expression + ", " + Json.path(path) + ")";
        return "case when json_valid(" + expression + ") then case json_type(" + found
                + ") when 'NULL' then null when 'STRING' then json_unquote(" + found + ") else " + found + " end when "
                + expression + " <> '' then " + MALFORMED + " end";
    }

    /** Members that are missing on the way are made, each of which takes the one above it to be there. */
    static String with(@Nullable String expression, List<List<String>> paths) {
        var document = expression == null ? "json_object()" : "coalesce(nullif(" + expression + ", ''), '{}')";
        for (var path : paths) {
            for (int length = 1; length < path.size(); length++) {
                document = "json_insert(" + document + ", " + Json.path(path.subList(0, length)) + ", json_object())";
            }
            document = "json_set(" + document + ", " + Json.path(path) + ", json_extract(?, '$'))";
        }
        return document;
    }

    /** What the place holds in the row, byte by byte. What holds no JSON must not fail the user's statement. */
    static String part(Place place, String row) {
        var column = row + "." + MariaDbDialect.quoted(place.column());
        return "binary "
                + (place.isInDocument()
                        ? "(case when json_valid(" + column + ") then json_extract(" + column + ", "
                                + Json.path(place.path()) + ") else " + column + " end)"
                        : column);
    }
}
