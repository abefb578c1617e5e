package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        var key = Quoting.identifier(mapping.keyColumn());
        var watched = fields.stream().map(Field::column).distinct().collect(Collectors.toCollection(ArrayList::new));
        watched.addFirst(mapping.keyColumn());
        watched.addAll(scope);
        var changed = fields.isEmpty()
                ? "''"
                : join(
                        fields,
                        " || ",
                        field -> "case when " + differs(field.column()) + " then " + Quoting.literal("," + field.name())
                                + " else '' end");
        return List.of(
                trigger(mapping, "insert", "after insert", "", row(mapping, log, "INSERT", "null", "new." + key, "''")),
                trigger(
                        mapping,
                        "update",
                        "after update of " + join(watched, ", ", Quoting::identifier),
                        " when " + join(watched, " or ", SqliteTriggers::differs),
                        row(mapping, log, "UPDATE", "old." + key, "new." + key, "substr(" + changed + ", 2)")),
                trigger(
                        mapping,
                        "delete",
                        "after delete",
                        "",
                        row(mapping, log, "DELETE", "old." + key, "null", "''")));
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
