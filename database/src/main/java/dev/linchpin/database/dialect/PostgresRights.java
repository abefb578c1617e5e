package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may do what on PostgreSQL. */
final class PostgresRights {
    private static final List<String> RIGHTS = List.of("select", "insert", "update", "delete");
    private static final String DATA = String.join(", ", RIGHTS);

    private PostgresRights() {}

    static String role(Connection connection) throws SQLException {
        return String.valueOf(text(connection, "select current_user::text"));
    }

    static boolean isSuperuser(Connection connection) throws SQLException {
        return tells(connection, "select rolsuper from pg_roles where rolname = current_user");
    }

    /** That takes the owner, or a member of it. */
    static boolean mayAlter(Connection connection, String table) throws SQLException {
        return !tells(
                connection,
                "select exists (select 1 from pg_class where oid = to_regclass(?) and not pg_has_role(relowner, 'USAGE'))",
                Quoting.qualified(table));
    }

    static List<String> missing(Connection connection, String own, Collection<String> tables, boolean makes)
            throws SQLException {
        var missing = new ArrayList<String>();
        var mayCreate = tells(connection, "select has_database_privilege(current_database(), 'CREATE')");
        if (tells(connection, "select to_regnamespace(?) is not null", own)) {
            if (!tells(connection, "select has_schema_privilege(?, 'USAGE')", own)) {
                missing.add("may not use the schema " + own);
            } else if (makes && !tells(connection, "select has_schema_privilege(?, 'CREATE')", own)) {
                missing.add("may not create anything in the schema " + own);
            }
            for (var right : RIGHTS) {
                var refused = text(
                        connection,
                        "select c.relname from pg_class c where c.relnamespace = to_regnamespace(?) and c.relkind = 'r'"
                                + " and not has_table_privilege(c.oid, ?) order by 1 limit 1",
                        own,
                        right);
                if (refused != null) {
                    missing.add("may not " + right + " in the table " + own + "." + refused);
                }
            }
        } else if (!mayCreate) {
            missing.add("may not create the schema " + own);
        }
        for (var table : tables) {
            missing.addAll(missing(connection, table, makes, mayCreate));
        }
        return missing.stream().distinct().toList();
    }

    private static List<String> missing(Connection connection, String table, boolean makes, boolean mayCreate)
            throws SQLException {
        var missing = new ArrayList<String>();
        var name = Quoting.qualified(table);
        var schema = schema(table);
        if (schema != null && tells(connection, "select to_regnamespace(?) is null", Quoting.identifier(schema))) {
            return mayCreate ? List.of() : List.of("may not create the schema " + schema);
        }
        if (schema != null && !tells(connection, "select has_schema_privilege(?, 'USAGE')", schema)) {
            return List.of("may not use the schema " + schema);
        }
        if (tells(connection, "select to_regclass(?) is null", name)) {
            var room = schema == null ? "public" : schema;
            return tells(connection, "select has_schema_privilege(?, 'CREATE')", room)
                    ? List.of()
                    : List.of("may not create the table " + table);
        }
        for (var right : RIGHTS) {
            if (!tells(connection, "select has_table_privilege(?, ?)", name, right)) {
                missing.add("may not " + right + " in the table " + table);
            }
        }
        if (makes && !tells(connection, "select has_table_privilege(?, 'TRIGGER')", name)) {
            missing.add("may not put a trigger on the table " + table);
        }
        return missing;
    }

    static List<String> grants(String role, String own, Collection<String> tables) {
        var to = " to " + Quoting.identifier(role);
        var schemas = new TreeSet<>(List.of(own));
        tables.stream().map(PostgresRights::schema).forEach(schema -> {
            if (schema != null) {
                schemas.add(schema);
            }
        });
        var grants = new ArrayList<String>();
        grants.add("grant usage on schema "
                + schemas.stream().map(Quoting::identifier).collect(Collectors.joining(", ")) + to);
        grants.add("grant " + DATA + " on all tables in schema " + own + to);
        if (!tables.isEmpty()) {
            grants.add("grant " + DATA + " on "
                    + tables.stream().map(Quoting::qualified).collect(Collectors.joining(", ")) + to);
        }
        return grants;
    }

    static List<String> remains(Connection connection, String own) throws SQLException {
        var drops = new ArrayList<String>();
        try (var statement = connection.prepareStatement(
                "select oid::regprocedure::text from pg_proc where pronamespace = to_regnamespace(?) order by 1")) {
            statement.setString(1, own);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    drops.add("drop function " + rows.getString(1));
                }
            }
        }
        if (tells(connection, "select to_regnamespace(?) is not null", own)) {
            drops.add("drop schema " + own);
        }
        return drops;
    }

    private static @Nullable String schema(String table) {
        var dot = table.indexOf('.');
        return dot < 0 ? null : table.substring(0, dot);
    }

    private static boolean tells(Connection connection, String question, String... arguments) throws SQLException {
        return "t".equals(text(connection, question, arguments));
    }

    private static @Nullable String text(Connection connection, String question, String... arguments)
            throws SQLException {
        try (var statement = connection.prepareStatement(question)) {
            for (var index = 0; index < arguments.length; index++) {
                statement.setString(index + 1, arguments[index]);
            }
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
