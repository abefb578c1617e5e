package dev.linchpin.torture.world;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query brings. */
final class Answer {
    private Answer() {}

    /** Each row's values as text, by column. */
    static List<Map<String, @Nullable String>> to(String sql, Connection connection) {
        try (var statement = connection.prepareStatement(sql);
                var results = statement.executeQuery()) {
            var names = new ArrayList<String>();
            for (var column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                names.add(results.getMetaData().getColumnName(column));
            }
            var rows = new ArrayList<Map<String, @Nullable String>>();
            while (results.next()) {
                var row = new LinkedHashMap<String, @Nullable String>();
                for (var column = 0; column < names.size(); column++) {
                    row.put(names.get(column), results.getString(column + 1));
                }
                rows.add(Collections.unmodifiableMap(row));
            }
            return rows;
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
