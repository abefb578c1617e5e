package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The capture's triggers on SQLite. They run inside whatever program changes the row, so they use nothing that an old
 * SQLite library lacks. With {@code recursive_triggers} off, {@code INSERT OR REPLACE} fires the insert trigger only.
 */
final class SqliteTriggers {
    private static final String PREFIX = "linchpin_capture_";

    /** Milliseconds since 1970. */
    static final String NOW = "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)";

    private SqliteTriggers() {}

    /** @param scope columns that decide whether a row is in scope, mapped ones left out */
    static List<Trigger> of(ObjectMapping mapping, List<String> scope, String log) {
        var fields = mapping.captured();
        var places = new LinkedHashSet<Place>();
        mapping.layout().key().forEach(column -> places.add(Place.ofColumn(column)));
        fields.forEach(field -> places.add(field.place()));
        scope.forEach(column -> places.add(Place.ofColumn(column)));
        var watched = places.stream().map(Place::column).distinct().toList();
        var changed = fields.isEmpty()
                ? "''"
                : join(
                        fields,
                        " || ",
                        field -> "case when " + differs(field.place()) + " then " + Quoting.literal("," + field.name())
                                + " else '' end");
        return List.of(
                trigger(
                        mapping,
                        "insert",
                        "after insert",
                        "",
                        row(mapping, log, "INSERT", "null", key(mapping, "new"), "''")),
                trigger(
                        mapping,
                        "update",
                        "after update of " + join(watched, ", ", Quoting::identifier),
                        " when " + join(places, " or ", SqliteTriggers::differs),
                        row(
                                mapping,
                                log,
                                "UPDATE",
                                key(mapping, "old"),
                                key(mapping, "new"),
                                "substr(" + changed + ", 2)")),
                trigger(
                        mapping,
                        "delete",
                        "after delete",
                        "",
                        row(mapping, log, "DELETE", key(mapping, "old"), "null", "''")));
    }

    private static String key(ObjectMapping mapping, String row) {
        var columns = mapping.layout().key().stream()
                .map(column -> row + "." + Quoting.identifier(column))
                .toList();
        return columns.size() == 1 ? columns.getFirst() : rowKey(columns);
    }

    static String rowKey(List<String> columns) {
        return Keys.joined(
                columns.stream().map(column -> "cast(" + column + " as text)").toList());
    }

    private static String differs(Place place) {
        return place.isInDocument()
                ? document(place, "old") + " is not " + document(place, "new")
                : differs(place.column());
    }

    /** What holds no JSON must not fail the user's statement. */
    private static String document(Place place, String row) {
        var column = row + "." + Quoting.identifier(place.column());
        return "case when json_valid(" + column + ") then json_extract(" + column + ", " + Json.path(place.path())
                + ") else " + column + " end";
    }

    static String differs(String column) {
        var quoted = Quoting.identifier(column);
        return "old." + quoted + " is not new." + quoted;
    }

    private static String row(
            ObjectMapping mapping, String log, String operation, String oldKey, String newKey, String fields) {
        return "insert into " + log + " (object_type, operation, old_key, new_key, fields, at) values ("
                + Quoting.literal(mapping.type().name()) + ", '" + operation + "', " + oldKey + ", " + newKey + ", "
                + fields + ", " + NOW + ")";
    }

    private static Trigger trigger(ObjectMapping mapping, String suffix, String event, String when, String action) {
        return trigger(mapping.table(), suffix, event, when, action);
    }

    static Trigger trigger(String table, String suffix, String event, String when, String action) {
        var name = PREFIX + table + "_" + suffix;
        // SQLite keeps the statement's text as it was, but for the first two words, which it writes in capitals.
        var create = "CREATE TRIGGER " + Quoting.identifier(name) + " " + event + " on " + Quoting.qualified(table)
                + " for each row" + when + " begin " + action + "; end";
        return new Trigger(lowerCase(table), name, create, create, drop(name));
    }

    private static String lowerCase(String table) {
        return table.toLowerCase(Locale.ROOT);
    }

    private static String drop(String name) {
        return "drop trigger " + Quoting.identifier(name);
    }

    static List<Trigger> installed(Connection connection) throws SQLException {
        var triggers = new ArrayList<Trigger>();
        try (var statement = connection.prepareStatement(
                "select tbl_name, name, sql from sqlite_master where type = 'trigger' and substr(name, 1, ?) = ?")) {
            statement.setInt(1, PREFIX.length());
            statement.setString(2, PREFIX);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    triggers.add(new Trigger(
                            lowerCase(rows.getString(1)),
                            rows.getString(2),
                            rows.getString(3),
                            "",
                            drop(rows.getString(2))));
                }
            }
        }
        return triggers;
    }

    private static <T> String join(Iterable<T> parts, String separator, Function<T, String> text) {
        var joined = new StringBuilder();
        for (var part : parts) {
            joined.append(joined.isEmpty() ? "" : separator).append(text.apply(part));
        }
        return joined.toString();
    }
}
