package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PostgreSQL says about the user's tables. */
final class PostgresCatalogue {
    private PostgresCatalogue() {}

    /** The quoted name of a table with its schema, which is searched for if need be; as it is when there is no such table. */
    static String fullName(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.oid = to_regclass(?)
                """)) {
            statement.setString(1, Quoting.qualified(table));
            try (var rows = statement.executeQuery()) {
                return Quoting.qualified(rows.next() ? rows.getString(1) : table);
            }
        }
    }

    static Map<String, Column> describe(Connection connection, String table) throws SQLException {
        var columns = new LinkedHashMap<String, Column>();
        try (var statement = connection.prepareStatement("""
                select a.attname, t.typname, t.typcategory, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                    a.atthasdef or a.attidentity <> '' or t.typdefault is not null
                from pg_attribute a join pg_type t on t.oid = a.atttypid
                where a.attrelid = to_regclass(?) and a.attnum > 0 and not a.attisdropped
                order by a.attnum
                """)) {
            statement.setString(1, Quoting.qualified(table));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var kind = kind(rows.getString(2), rows.getString(3));
                    columns.put(
                            rows.getString(1),
                            new Column(
                                    rows.getString(1),
                                    kind,
                                    rows.getString(4),
                                    rows.getBoolean(5),
                                    rows.getBoolean(6)));
                }
            }
        }
        return columns;
    }

    private static Column.Kind kind(String type, String category) {
        return switch (type) {
            case "int2", "int4", "int8" -> Column.Kind.INTEGER;
            case "numeric", "float4", "float8" -> Column.Kind.NUMERIC;
            case "uuid" -> Column.Kind.UUID;
            default -> category.equals("S") ? Column.Kind.TEXT : Column.Kind.OTHER;
        };
    }

    static Set<String> tables(Connection connection) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.prepareStatement("""
                        select case when pg_table_is_visible(c.oid) then '' else n.nspname || '.' end || c.relname
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'v', 'm', 'f')
                            and n.nspname not in ('pg_catalog', 'information_schema', 'linchpin') and n.nspname !~ '^pg_'
                        """);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    static List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        var keys = new TreeMap<String, Set<String>>();
        try (var statement = connection.prepareStatement("""
                select i.indexrelid::text, coalesce(a.attname, '')
                from pg_index i cross join unnest(i.indkey) with ordinality k (number, place)
                    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                where i.indrelid = to_regclass(?) and i.indisunique and i.indpred is null and i.indimmediate
                    and k.place <= i.indnkeyatts
                """)) {
            statement.setString(1, Quoting.qualified(table));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        return List.copyOf(keys.values());
    }

    static boolean takesTriggers(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select exists (select 1 from pg_class c where c.oid = to_regclass(?) and c.relkind in ('r', 'p')
                    and (has_table_privilege(c.oid, 'TRIGGER') or exists (
                        select 1 from pg_trigger t where t.tgrelid = c.oid and t.tgname = ?)))
                """)) {
            statement.setString(1, Quoting.qualified(table));
            statement.setString(2, PostgresTriggers.ROWS);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    static boolean defersConstraints(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select exists (select 1 from pg_constraint where condeferrable
                  and (conrelid = to_regclass(?) or confrelid = to_regclass(?)))
                """)) {
            statement.setString(1, Quoting.qualified(table));
            statement.setString(2, Quoting.qualified(table));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    static boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        var dot = table.indexOf('.');
        var name = dot < 0 ? index : table.substring(0, dot + 1) + index;
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, Quoting.qualified(name));
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
