package dev.linchpin.benchmarks.site;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database that is kept in step.
 *
 * @param user empty where there are none
 */
public record Place(DatabaseKind kind, String url, String user, String password) {

    /** Where contacts are. */
    public String contacts() {
        return switch (kind) {
            case SQLITE, MARIADB -> "contacts";
            case POSTGRESQL -> "hubspot.contacts";
        };
    }

    /** The same place as Node's drivers call it. */
    String urlForNode() {
        var plain = url.substring("jdbc:".length());
        return switch (kind) {
            case SQLITE -> plain;
            case POSTGRESQL -> plain.replace("//", "//" + user + ":" + password + "@");
            case MARIADB -> plain.replace("mariadb://", "mysql://" + user + "@");
        };
    }

    /** A connection as programs have it, which commits each statement by itself and as durably as is usual. */
    public Connection connect() throws SQLException {
        if (kind != DatabaseKind.SQLITE) {
            return DriverManager.getConnection(url, user, password);
        }
        var connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 30000"); // it has one writer at a time, and the server is another
        }
        return connection;
    }
}
