package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do what on MariaDB. */
final class MariaDbRights {
    private static final List<String> DATA = List.of("select", "insert", "update", "delete");
    private static final List<String> MAKING = List.of("create", "alter", "index", "references", "create view");

    private MariaDbRights() {}

    static boolean isAllPowerful(Connection connection) throws SQLException {
        return held(connection, null, null).contains("super");
    }

    static List<String> missing(Connection connection, Collection<String> tables, boolean makes) throws SQLException {
        var missing = new ArrayList<String>();
        var own = held(connection, null, null);
        var needed = new ArrayList<>(DATA);
        if (makes) {
            needed.addAll(MAKING);
        }
        needed.stream()
                .filter(right -> !own.contains(right))
                .forEach(right -> missing.add("may not " + right + " in the database"));
        for (var table : tables) {
            var dot = table.indexOf('.');
            var held = held(connection, dot < 0 ? null : table.substring(0, dot), table.substring(dot + 1));
            DATA.stream()
                    .filter(right -> !held.contains(right))
                    .forEach(right -> missing.add("may not " + right + " in the table " + table));
            // Whoever made a trigger needs it for as long as the trigger is there, not only to make it.
            if (!held.contains("trigger")) {
                missing.add("may not put a trigger on the table " + table);
            }
        }
        return missing;
    }

    /** Of this user and the roles that are on; of everything, the database and the table together. */
    private static Set<String> held(Connection connection, @Nullable String schema, @Nullable String table)
            throws SQLException {
        var held = new HashSet<String>();
        try (var statement = connection.prepareStatement("""
                with who as (
                    select concat("'", replace(current_user(), '@', "'@'"), "'") as name
                    union all
                    select concat("'", role_name, "'@''") from information_schema.enabled_roles where role_name is not null)
                select privilege_type from information_schema.user_privileges join who on grantee = name
                union
                select privilege_type from information_schema.schema_privileges join who on grantee = name
                where coalesce(?, database()) like table_schema
                union
                select privilege_type from information_schema.table_privileges join who on grantee = name
                where table_schema = coalesce(?, database()) and table_name = ?
                """)) {
            statement.setString(1, schema);
            statement.setString(2, schema);
            statement.setString(3, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    held.add(rows.getString(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return held;
    }

    static List<String> grants(String role, Collection<String> tables) {
        var at = role.lastIndexOf('@');
        var to = " to " + Quoting.literal(role.substring(0, Math.max(at, 0))) + "@"
                + Quoting.literal(role.substring(at + 1));
        var grants = new ArrayList<>(List.of("grant " + String.join(", ", DATA) + " on *" + to));
        for (var table : tables) {
            var dot = table.indexOf('.');
            var name = dot < 0
                    ? MariaDbDialect.quoted(table)
                    : MariaDbDialect.quoted(table.substring(0, dot)) + "."
                            + MariaDbDialect.quoted(table.substring(dot + 1));
            grants.add("grant " + String.join(", ", DATA) + ", trigger on " + name + to);
        }
        return grants;
    }
}
