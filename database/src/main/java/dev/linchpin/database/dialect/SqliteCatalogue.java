package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What SQLite says about the user's tables. */
final class SqliteCatalogue {
    private SqliteCatalogue() {}

    static Map<String, Column> describe(Connection connection, String table) throws SQLException {
        var columns = new TreeMap<String, Column>(String.CASE_INSENSITIVE_ORDER);
        try (var statement = connection.prepareStatement(
                "select name, type, \"notnull\", dflt_value is not null from pragma_table_info(?)")) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var type = rows.getString(2);
                    columns.put(
                            rows.getString(1),
                            new Column(rows.getString(1), kind(type), type, rows.getBoolean(3), rows.getBoolean(4)));
                }
            }
        }
        return columns;
    }

    /** SQLite's own rules of affinity, in their order. */
    private static Column.Kind kind(String declared) {
        var type = declared.toUpperCase(Locale.ROOT);
        if (type.contains("INT")) {
            return Column.Kind.INTEGER;
        }
        if (type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT")) {
            return Column.Kind.TEXT;
        }
        return type.isEmpty() || type.contains("BLOB") ? Column.Kind.OTHER : Column.Kind.NUMERIC;
    }

    static Set<String> tables(Connection connection) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.prepareStatement(
                        "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite!_%' escape"
                                + " '!' and name not like 'linchpin!_%' escape '!'");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    static boolean isTable(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select 1 from sqlite_master where type = 'table' and lower(name) = lower(?)")) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    static List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        var keys = new TreeMap<String, Set<String>>();
        try (var statement = connection.prepareStatement("""
                select '', name from pragma_table_info(?) where pk > 0
                union all
                select i.name, c.name from pragma_index_list(?) i, pragma_index_info(i.name) c
                where i."unique" = 1 and i.partial = 0
                """)) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    // An expression has no name.
                    var column = rows.getString(2);
                    keys.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                            .add(column == null ? "" : column);
                }
            }
        }
        return keys.values().stream().distinct().toList();
    }

    /** What a broken foreign key may be, in words: SQLite does not tell which one it is. */
    static String references(Connection connection, String table) throws SQLException {
        var references = new ArrayList<String>();
        try (var statement = connection.prepareStatement(
                "select \"from\" || ' refers to ' || \"table\" from pragma_foreign_key_list(?) order by 1")) {
            statement.setString(1, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    references.add(rows.getString(1));
                }
            }
        }
        references.add("other rows may refer to this one");
        return String.join(", ", references);
    }

    static boolean hasIndex(Connection connection, String index) throws SQLException {
        try (var statement =
                connection.prepareStatement("select 1 from sqlite_master where type = 'index' and name = ?")) {
            statement.setString(1, index);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
