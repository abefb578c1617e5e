package dev.linchpin.systemtests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A synced table as any other program of the database's owner sees it: each call is a connection of its own. */
public final class Table {
    /** Columns that are Linchpin's, not HubSpot's. */
    private static final List<String> OWN = List.of("id", "hubspot_id", "synced_at", "deleted_at");

    private final Place place;
    private final String table;

    Table(Place place, String name) {
        this.place = place;
        this.table = place.prefix() + name;
    }

    public String name() {
        return table;
    }

    boolean isOnSqlite() {
        return place.isSqlite();
    }

    /** A connection such as another program would have. */
    Connection connect() throws SQLException {
        var properties = new Properties();
        if (place.isSqlite()) {
            properties.setProperty("busy_timeout", "20000");
        } else {
            properties.setProperty("stringtype", "unspecified");
        }
        return DriverManager.getConnection(place.url(), properties);
    }

    /** Any statement, with its parameters; answers the number of rows. */
    public int execute(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index].toString());
            }
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** A statement on SQLite of which no trigger tells anybody: they are gone while it runs. */
    public void behindTheBack(String sql) {
        try (var connection = connect()) {
            connection.setAutoCommit(false);
            var triggers = new LinkedHashMap<String, String>();
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery("select name, sql from sqlite_master where type = 'trigger'")) {
                while (found.next()) {
                    triggers.put(found.getString(1), found.getString(2));
                }
            }
            try (var statement = connection.createStatement()) {
                for (var trigger : triggers.keySet()) {
                    statement.execute("drop trigger \"" + trigger + "\"");
                }
                statement.execute(sql);
                for (var definition : triggers.values()) {
                    statement.execute(definition);
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** Any query: its rows as text, by column. */
    public List<Map<String, @Nullable String>> query(String sql, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index].toString());
            }
            try (var results = statement.executeQuery()) {
                var rows = new ArrayList<Map<String, @Nullable String>>();
                var described = results.getMetaData();
                while (results.next()) {
                    var row = new LinkedHashMap<String, @Nullable String>();
                    for (var column = 1; column <= described.getColumnCount(); column++) {
                        row.put(described.getColumnLabel(column), text(results, column));
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /** MariaDB's driver leaves noughts out at the beginning of a fraction. */
    private @Nullable String text(ResultSet results, int column) throws SQLException {
        if (place.isMariaDb() && results.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
            var moment = results.getObject(column, LocalDateTime.class);
            return moment == null ? null : moment.toString();
        }
        return results.getString(column);
    }

    List<Map<String, @Nullable String>> rows() {
        return query("select * from " + table + " order by id");
    }

    /** The rows that are linked, by their records. */
    Map<String, Map<String, @Nullable String>> byRecord() {
        var linked = new LinkedHashMap<String, Map<String, @Nullable String>>();
        for (var row : rows()) {
            var record = row.get("hubspot_id");
            if (record != null) {
                linked.put(record, row);
            }
        }
        return linked;
    }

    /** The mapped columns. */
    List<String> fields() {
        var columns = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var results = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            var described = results.getMetaData();
            for (var column = 1; column <= described.getColumnCount(); column++) {
                columns.add(described.getColumnLabel(column));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The columns of " + table + " cannot be read", failed);
        }
        columns.removeAll(OWN);
        return columns;
    }

    long count() {
        return query("select 1 from " + table).size();
    }

    /** How many rows hold this value. */
    long count(String column, String value) {
        return query("select 1 from " + table + " where " + column + " = ?", value)
                .size();
    }

    /** The HubSpot ids of the first rows, for tests that need records of their own. */
    public List<String> records(int count) {
        return query("select hubspot_id from " + table + " where hubspot_id is not null order by id limit " + count)
                .stream()
                .map(row -> String.valueOf(row.get("hubspot_id")))
                .toList();
    }

    public @Nullable String value(String record, String column) {
        var rows = query("select " + column + " from " + table + " where hubspot_id = ?", record);
        return rows.isEmpty() ? null : rows.getFirst().get(column);
    }

    /** The record that a row is linked to, by the row's address; null when it is not linked yet. */
    @Nullable String recordOf(String email) {
        var rows = query("select hubspot_id from " + table + " where email = ?", email);
        return rows.isEmpty() ? null : rows.getFirst().get("hubspot_id");
    }

    public void set(String record, String column, String value) {
        if (execute("update " + table + " set " + column + " = ? where hubspot_id = ?", value, record) != 1) {
            throw new IllegalStateException("There is no row of record " + record);
        }
    }

    public void insert(Map<String, String> values) {
        execute(
                "insert into " + table + " (" + String.join(", ", values.keySet()) + ") values ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + ")",
                values.values().toArray());
    }

    public void delete(String record) {
        execute("delete from " + table + " where hubspot_id = ?", record);
    }
}
