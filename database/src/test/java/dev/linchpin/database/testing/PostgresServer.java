package dev.linchpin.database.testing;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of the JVM; each test gets a database of its own. */
public final class PostgresServer {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            execute(server, "create database migrated");
            // Migrating once and copying is faster than migrating for each test.
            Database.open(DatabaseOptions.of(server.getJdbcUrl("postgres", "migrated")), Clock.systemUTC())
                    .close();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String newDatabase() {
        var name = "test" + NUMBER.incrementAndGet();
        execute(SERVER, "create database " + name + " template migrated");
        return SERVER.getJdbcUrl("postgres", name);
    }

    /** A database without Linchpin's tables. */
    public static String newBlankDatabase() {
        var name = "blank" + NUMBER.incrementAndGet();
        execute(SERVER, "create database " + name);
        return SERVER.getJdbcUrl("postgres", name);
    }

    public static int port() {
        return SERVER.getPort();
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
