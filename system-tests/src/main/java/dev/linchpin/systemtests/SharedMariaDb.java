package dev.linchpin.systemtests;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.testing.EmbeddedMariaDb;
import java.time.Clock;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A real MariaDB server, started once for all tests of this JVM. There is no copying of databases, so those that have served
 * are emptied and serve again.
 */
public final class SharedMariaDb {
    private static final Queue<String> SERVED = new ConcurrentLinkedQueue<>();

    private SharedMariaDb() {}

    private static final class Server {
        static final EmbeddedMariaDb RUNNING = EmbeddedMariaDb.start();
    }

    /** The JDBC URL of an empty database. */
    public static String freshDatabase() {
        var name = "linchpin_" + UUID.randomUUID().toString().replace("-", "");
        Server.RUNNING.execute("create database " + name);
        return Server.RUNNING.url(name);
    }

    /** The JDBC URL of a database that holds Linchpin's own tables, all of them empty, and nothing else. */
    public static String migratedDatabase() {
        var served = SERVED.poll();
        if (served != null) {
            Server.RUNNING.empty(name(served), true);
            return served;
        }
        var url = freshDatabase();
        Database.open(DatabaseOptions.of(url), Clock.systemUTC()).close();
        return url;
    }

    /** Keeps a {@linkplain #migratedDatabase migrated database} for the next test, with whoever is still connected to it. */
    public static void giveBack(String url) {
        SERVED.add(url);
    }

    /** Empties all tables of a database, also those that are not Linchpin's own. */
    public static void empty(String url) {
        Server.RUNNING.empty(name(url), false);
    }

    public static void drop(String url) {
        Server.RUNNING.execute("drop database " + name(url));
    }

    private static String name(String url) {
        return url.replaceFirst("\\?.*$", "").replaceFirst(".*/", "");
    }
}
