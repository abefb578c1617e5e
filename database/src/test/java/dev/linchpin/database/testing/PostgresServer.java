package dev.linchpin.database.testing;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of the JVM, with one database that is emptied for each test: making hundreds of
 * databases and deleting their files takes longer than the tests.
 */
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
            execute(server, "create database test");
            Database.open(DatabaseOptions.of(server.getJdbcUrl("postgres", "test")), Clock.systemUTC())
                    .close();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String emptiedDatabase() {
        var url = SERVER.getJdbcUrl("postgres", "test");
        try (var person = new Person(url)) {
            person.does("drop schema if exists hubspot cascade");
            person.does("drop schema public cascade");
            person.does("create schema public");
            var tables = person.sees("select string_agg('linchpin.' || tablename, ',') from pg_tables"
                    + " where schemaname = 'linchpin' and tablename not in ('schema_history', 'ownership')");
            person.does("truncate " + tables.getFirst() + " restart identity");
            person.does("update linchpin.ownership set epoch = 0, host = null");
        }
        return url;
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
