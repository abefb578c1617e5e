package dev.linchpin.database.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

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
