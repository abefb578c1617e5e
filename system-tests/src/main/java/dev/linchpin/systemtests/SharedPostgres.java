package dev.linchpin.systemtests;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.UUID;

/** A real PostgreSQL server, started once for all tests of this JVM; each test gets a database of its own. */
public final class SharedPostgres {
    private SharedPostgres() {}

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException failed) {
                throw new UncheckedIOException("PostgreSQL did not start", failed);
            }
        }
    }

    /** The JDBC URL of an empty database. */
    public static String freshDatabase() {
        return create("");
    }

    /**
     * The JDBC URL of a copy of another database.
     *
     * @param url of a database of this server, to which nobody is connected
     */
    public static String copyOf(String url) {
        return create(" template " + name(url));
    }

    /** Removes a database with whoever is still connected to it: at the end, the files of hundreds would take minutes. */
    public static void drop(String url) {
        execute("drop database " + name(url) + " with (force)");
    }

    private static String create(String like) {
        var name = "linchpin_" + UUID.randomUUID().toString().replace("-", "");
        execute("create database " + name + like);
        return Server.RUNNING.getJdbcUrl("postgres", name);
    }

    private static void execute(String sql) {
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    private static String name(String url) {
        return URI.create(url.substring("jdbc:".length())).getPath().substring(1);
    }
}
