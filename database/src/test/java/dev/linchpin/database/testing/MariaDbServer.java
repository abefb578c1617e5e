package dev.linchpin.database.testing;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One MariaDB server for all tests of the JVM, with one database that is emptied for each test, as with PostgreSQL. */
public final class MariaDbServer {
    private static final EmbeddedMariaDb SERVER = start();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private MariaDbServer() {}

    private static EmbeddedMariaDb start() {
        var server = EmbeddedMariaDb.start();
        server.execute("create database test");
        Database.open(DatabaseOptions.of(server.url("test")), Clock.systemUTC()).close();
        return server;
    }

    static String emptiedDatabase() {
        SERVER.empty("test", true);
        return SERVER.url("test");
    }

    /** A database without Linchpin's tables. */
    public static String newBlankDatabase() {
        var name = "blank" + NUMBER.incrementAndGet();
        SERVER.execute("create database " + name);
        return SERVER.url(name);
    }

    /** The URL of the same database as another user, who is made if need be and has these rights on it alone. */
    public static String as(String url, String user, List<String> rights) {
        var database = url.replaceFirst("\\?.*$", "").replaceFirst(".*/", "");
        SERVER.execute("create or replace user " + user + "@'127.0.0.1'");
        rights.forEach(right ->
                SERVER.execute("grant " + right.replace("DB.", database + ".") + " to " + user + "@'127.0.0.1'"));
        return url.replace("user=root", "user=" + user);
    }

    public static int port() {
        return SERVER.port();
    }
}
