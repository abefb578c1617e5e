package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The capture's triggers on MariaDB. They run with the rights of whoever made them, so that the application's role needs
 * none; a mapped column that was dropped or renamed does not make them fail; and values are compared byte by byte, because
 * to most collations letters of either case, and blanks at the end, are the same.
 */
final class MariaDbTriggers {
    private static final String PREFIX = "linchpin_capture_";

    /** Grows on a server, and nobody waits for it. The sign bit belongs to the server's number. */
    private static final String NUMBER = "uuid_short() & 9223372036854775807";

    /** Of the statement, in milliseconds since 1970, whatever zone and clock change the user's session has. */
    static final String NOW = "timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000";

    private static final String UNKNOWN_COLUMN = "declare continue handler for 1054 begin end;";

    private final String definer;
    private final String ownDatabase;

    MariaDbTriggers(Connection connection) throws SQLException {
        this.definer = MariaDbCatalogue.ask(connection, "select current_user()");
        this.ownDatabase = MariaDbCatalogue.ask(connection, "select database()");
    }

    /** @param scope columns that decide whether a row is in scope, mapped ones left out */
    List<Trigger> of(ObjectMapping mapping, List<String> scope) {
        var watched = new LinkedHashMap<Place, String>();
        mapping.captured().forEach(field -> watched.merge(field.place(), field.name(), (a, b) -> a + "," + b));
        scope.forEach(column -> watched.putIfAbsent(Place.ofColumn(column), ""));
        var changes = watched.entrySet().stream()
                .map(place -> "if " + differs(place.getKey()) + " then set changed = concat(changed, "
                        + literal("," + place.getValue()) + "); end if;")
                .collect(Collectors.joining("\n"));
        var key = mapping.layout().key();
        var rekeyed =
                key.stream().map(column -> differs(Place.ofColumn(column))).collect(Collectors.joining(" or "));
        var table = mapping.table();
        var type = mapping.type();
        return List.of(
                trigger(
                        table,
                        "insert",
                        UNKNOWN_COLUMN + "\n" + entry(table, type, "'INSERT'", "null", key("new", key), "''")),
                trigger(
                        table,
                        "update",
                        "declare changed mediumtext default '';\n" + UNKNOWN_COLUMN + "\n" + changes
                                + "\nif changed <> '' or " + rekeyed + " then\n"
                                + entry(table, type, "'UPDATE'", key("old", key), key("new", key), "substr(changed, 2)")
                                + "\nend if;"),
                trigger(
                        table,
                        "delete",
                        UNKNOWN_COLUMN + "\n" + entry(table, type, "'DELETE'", key("old", key), "null", "''")));
    }

    /** The triggers on a table that holds edges: what goes is an entry with an old key, what comes one with a new key. */
    List<Trigger> of(ObjectType type, EdgeMapping.Holder.Table edges) {
        var table = edges.table();
        var differ = Stream.of(edges.fromColumn(), edges.toColumn(), edges.labelColumn())
                .filter(Objects::nonNull)
                .map(column -> differs(Place.ofColumn(column)))
                .collect(Collectors.joining(" or "));
        var gone = edge(type, edges, "old", "old.%s, null");
        var come = edge(type, edges, "new", "null, new.%s");
        return List.of(
                trigger(table, "edge_insert", UNKNOWN_COLUMN + "\n" + come),
                trigger(
                        table,
                        "edge_update",
                        UNKNOWN_COLUMN + "\nif " + differ + " then\n" + gone + "\n" + come + "\nend if;"),
                trigger(table, "edge_delete", UNKNOWN_COLUMN + "\n" + gone));
    }

    private String edge(ObjectType type, EdgeMapping.Holder.Table edges, String row, String keys) {
        var label = edges.labelColumn() == null
                ? "''"
                : "coalesce(" + row + "." + MariaDbDialect.quoted(edges.labelColumn()) + ", '')";
        var from = MariaDbDialect.quoted(edges.fromColumn());
        var detail =
                "concat(coalesce(" + row + "." + MariaDbDialect.quoted(edges.toColumn()) + ", ''), '|', " + label + ")";
        return insert(edges.table(), type, "'EDGE'", keys.replace("%s", from), detail);
    }

    private String entry(String table, ObjectType type, String operation, String oldKey, String newKey, String fields) {
        return insert(table, type, operation, oldKey + ", " + newKey, fields);
    }

    private String insert(String table, ObjectType type, String operation, String keys, String fields) {
        return "insert into " + log(table)
                + " (id, object_type, operation, old_key, new_key, fields, at, origin) values (" + NUMBER + ", "
                + literal(type.name()) + ", " + operation + ", " + keys + ", " + fields + ", " + NOW
                + ", session_user());";
    }

    /**
     * Without the database's name, so that a copy of the database under another name logs in itself; a table of another
     * database has to name it.
     */
    private String log(String table) {
        var log = MariaDbDialect.quoted("linchpin_change_log");
        return table.indexOf('.') < 0 || table.startsWith(ownDatabase + ".")
                ? log
                : MariaDbDialect.quoted(ownDatabase) + "." + log;
    }

    private static String differs(Place place) {
        return "not (" + MariaDbPlaces.part(place, "old") + " <=> " + MariaDbPlaces.part(place, "new") + ")";
    }

    private static String key(String row, List<String> columns) {
        return MariaDbPlaces.rowKey(columns.stream()
                .map(column -> row + "." + MariaDbDialect.quoted(column))
                .toList());
    }

    private Trigger trigger(String table, String event, String body) {
        var dot = table.indexOf('.');
        var schema = dot < 0 ? ownDatabase : table.substring(0, dot);
        var plain = table.substring(dot + 1);
        var name = MariaDbCatalogue.shortened(PREFIX + plain + "_" + event);
        var action = event.replaceFirst("^edge_", "");
        var block = "begin\n    " + body.replace("\n", "\n    ") + "\nend";
        // In one step, because between two statements nothing would be logged.
        var create = "create or replace trigger " + qualified(schema, name) + " after " + action + " on "
                + qualified(schema, plain) + " for each row\n" + block;
        return new Trigger(
                schema + "." + plain, name, action, definer + "\n" + block, create, create, drop(schema, name), false);
    }

    private static String drop(String schema, String name) {
        return "drop trigger " + qualified(schema, name);
    }

    private static String qualified(String schema, String name) {
        return MariaDbDialect.quoted(schema) + "." + MariaDbDialect.quoted(name);
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Those that log here: another database of the server may have a Linchpin of its own. */
    List<Trigger> installed(Connection connection) throws SQLException {
        var triggers = new ArrayList<Trigger>();
        try (var statement = connection.prepareStatement("""
                select trigger_schema, event_object_table, trigger_name, definer, action_statement,
                    lower(event_manipulation)
                from information_schema.triggers
                where locate(?, trigger_name) = 1 and locate(concat('insert into ',
                    case when trigger_schema = database() then '' else concat('`', database(), '`.') end,
                    '`linchpin_change_log`'), action_statement) > 0
                """)) {
            statement.setString(1, PREFIX);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var schema = rows.getString(1);
                    var name = rows.getString(3);
                    triggers.add(new Trigger(
                            schema + "." + rows.getString(2),
                            name,
                            rows.getString(6),
                            rows.getString(4) + "\n" + rows.getString(5),
                            "",
                            "",
                            drop(schema, name),
                            false));
                }
            }
        }
        return triggers;
    }
}
