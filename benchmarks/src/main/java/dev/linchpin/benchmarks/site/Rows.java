package dev.linchpin.benchmarks.site;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of contacts as another program uses it. For one thread. */
public final class Rows implements AutoCloseable {
    private final Place place;
    private final Connection connection;

    /** A row and its record. */
    public record Pair(long key, String hubspotId) {}

    public Rows(Place place) throws SQLException {
        this.place = place;
        this.connection = place.connect();
    }

    public Connection connection() {
        return connection;
    }

    /** How many rows belong to a record; none, too, while there is no table yet. */
    public long linked() throws SQLException {
        return exists() ? number("select count(hubspot_id) from " + place.contacts()) : 0;
    }

    /** How many of the first rows, up to this key, have this value. */
    public long countUpTo(long key, String column, String value) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select count(*) from " + place.contacts() + " where id <= ? and " + column + " = ?")) {
            statement.setLong(1, key);
            statement.setString(2, value);
            try (var found = statement.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    private boolean exists() throws SQLException {
        var parts = place.contacts().split("\\.", 2);
        var schema = parts.length == 2 ? parts[0] : null;
        try (var tables =
                connection.getMetaData().getTables(connection.getCatalog(), schema, parts[parts.length - 1], null)) {
            return tables.next();
        }
    }

    /** The columns that are HubSpot's properties. */
    public List<String> properties() throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var none = statement.executeQuery("select * from " + place.contacts() + " where 1 = 0")) {
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                names.add(none.getMetaData().getColumnName(column));
            }
        }
        names.removeAll(List.of("id", "hubspot_id", "synced_at", "deleted_at"));
        return names;
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** The first linked rows, by their keys. */
    public List<Pair> pairs(int limit) throws SQLException {
        var pairs = new ArrayList<Pair>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select id, hubspot_id from " + place.contacts()
                        + " where hubspot_id is not null order by id limit " + limit)) {
            while (found.next()) {
                pairs.add(new Pair(found.getLong(1), found.getString(2)));
            }
        }
        return pairs;
    }

    /** Changes the first rows, up to this key, in one statement. */
    public void changeUpTo(long key, String column, String value) throws SQLException {
        try (var statement =
                connection.prepareStatement("update " + place.contacts() + " set " + column + " = ? where id <= ?")) {
            statement.setString(1, value);
            statement.setLong(2, key);
            statement.executeUpdate();
        }
    }

    /** Changes one row. */
    public void change(long key, String column, String value) throws SQLException {
        try (var statement =
                connection.prepareStatement("update " + place.contacts() + " set " + column + " = ? where id = ?")) {
            statement.setString(1, value);
            statement.setLong(2, key);
            statement.executeUpdate();
        }
    }

    /** What the rows of some records hold, by record. */
    public Map<String, String> values(String column, Collection<String> records) throws SQLException {
        var values = new HashMap<String, String>();
        var list = records.stream().map(id -> "'" + id + "'").collect(Collectors.joining(","));
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select hubspot_id, " + column + " from " + place.contacts()
                        + " where hubspot_id in (" + list + ")")) {
            while (found.next()) {
                values.put(found.getString(1), String.valueOf(found.getString(2)));
            }
        }
        return values;
    }

    /** Adds people that HubSpot does not know, in one transaction. */
    public void insert(int count, String family) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement("insert into " + place.contacts()
                + " (email, firstname, lastname, phone, jobtitle, company, city, country, zip, lifecyclestage)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = 0; number < count; number++) {
                var values = List.of(
                        family + "." + number + "@company" + number % 5_000 + ".example",
                        "First" + number % 3_000,
                        family + number,
                        "+49 30 " + (1_000_000 + number),
                        "Engineer",
                        "Company " + number % 5_000,
                        "Berlin",
                        "Germany",
                        Integer.toString(10_000 + number % 80_000),
                        "lead");
                for (int column = 0; column < values.size(); column++) {
                    statement.setString(column + 1, values.get(column));
                }
                statement.addBatch();
                if (number % 1_000 == 999) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
