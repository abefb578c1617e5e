package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What MariaDB says about the user's tables. */
final class MariaDbCatalogue {
    /**
     * What the column's values are matched by, in a column of its own that only those see who name it: there are no indexes
     * on expressions.
     */
    private static final String MATCH_COLUMN = "linchpin_match_";

    private static final int LONGEST_NAME = 64;

    private MariaDbCatalogue() {}

    static String matchColumn(String column) {
        return shortened(MATCH_COLUMN + column);
    }

    /** Names that are too long are cut and told from others by a number that follows from them. */
    static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - 9) + "_" + String.format("%08x", name.hashCode());
    }

    /** Names of columns do not go by case. */
    static Map<String, Column> describe(Connection connection, String table) throws SQLException {
        var columns = new TreeMap<String, Column>(String.CASE_INSENSITIVE_ORDER);
        var matched = new HashMap<String, Column>();
        try (var statement = connection.prepareStatement("""
                select column_name, data_type, column_type, is_nullable = 'NO',
                    coalesce(column_default, 'NULL') <> 'NULL' or extra <> ''
                from information_schema.columns
                where table_schema = coalesce(?, database()) and table_name = ? order by ordinal_position
                """)) {
            bind(statement, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var column = new Column(
                            rows.getString(1),
                            kind(rows.getString(2)),
                            rows.getString(3),
                            rows.getBoolean(4),
                            rows.getBoolean(5));
                    (column.name().startsWith(MATCH_COLUMN) ? matched : columns).put(column.name(), column);
                }
            }
        }
        columns.replaceAll((name, column) -> matched.containsKey(matchColumn(column.name()))
                ? column.matchedBy(matchColumn(column.name()))
                : column);
        return columns;
    }

    private static Column.Kind kind(String type) {
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> Column.Kind.INTEGER;
            case "decimal", "float", "double" -> Column.Kind.NUMERIC;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Column.Kind.TEXT;
            case "uuid" -> Column.Kind.UUID;
            default -> Column.Kind.OTHER;
        };
    }

    static Set<String> tables(Connection connection) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.prepareStatement("""
                        select case when table_schema = database() then '' else concat(table_schema, '.') end, table_name
                        from information_schema.tables
                        where table_schema not in ('information_schema', 'performance_schema', 'mysql', 'sys')
                            and locate('linchpin_', table_name) <> 1 and table_type in ('BASE TABLE', 'VIEW')
                        """);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1) + rows.getString(2));
            }
        }
        return tables;
    }

    static List<Set<String>> uniqueKeys(Connection connection, String table) throws SQLException {
        var keys = new TreeMap<String, Set<String>>();
        try (var statement = connection.prepareStatement("""
                select index_name, case when sub_part is null then column_name else '' end
                from information_schema.statistics
                where table_schema = coalesce(?, database()) and table_name = ? and non_unique = 0
                """)) {
            bind(statement, table);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                            .add(rows.getString(2));
                }
            }
        }
        return List.copyOf(keys.values());
    }

    /** Whether it is a table of the engine that has transactions: what is written to another cannot be taken back. */
    static boolean isTable(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select 1 from information_schema.tables
                where table_schema = coalesce(?, database()) and table_name = ? and table_type = 'BASE TABLE'
                    and engine = 'InnoDB'
                """)) {
            bind(statement, table);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The columns of an index, in their order; empty when there is none of the name. */
    static String columns(Connection connection, String table, String index) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select coalesce(group_concat(column_name order by seq_in_index separator ', '), '')
                from information_schema.statistics
                where table_schema = coalesce(?, database()) and table_name = ? and index_name = ?
                """)) {
            bind(statement, table);
            statement.setString(3, index);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static void bind(PreparedStatement statement, String table) throws SQLException {
        var dot = table.indexOf('.');
        statement.setString(1, dot < 0 ? null : table.substring(0, dot));
        statement.setString(2, table.substring(dot + 1));
    }

    static boolean hasIndex(Connection connection, String table, String index) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select 1 from information_schema.statistics
                where table_schema = coalesce(?, database()) and table_name = ? and index_name = ? limit 1
                """)) {
            bind(statement, table);
            statement.setString(3, index);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** One answer to a question without parameters. */
    static String ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
