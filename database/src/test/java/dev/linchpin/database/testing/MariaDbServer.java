package dev.linchpin.database.testing;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import java.time.Clock;
import java.util.ArrayList;
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

    /** Only what is not empty is emptied, row by row: to this server, that is less work than to truncate a table. */
    static String emptiedDatabase() {
        var url = SERVER.url("test");
        try (var person = new Person(url)) {
            person.does("set foreign_key_checks = 0");
            var drops = new ArrayList<>(person.sees("select concat('drop table `', table_name, '`')"
                    + " from information_schema.tables where table_schema = 'test' and table_type = 'BASE TABLE'"
                    + " and table_name not like 'linchpin\\\\_%'"));
            drops.addAll(person.sees("select concat('drop trigger `', trigger_name, '`')"
                    + " from information_schema.triggers where trigger_schema = 'test'"
                    + " and event_object_table like 'linchpin\\\\_%'"));
            drops.forEach(person::does);
            var ours = person.sees("select table_name from information_schema.tables where table_schema = 'test'"
                    + " and table_type = 'BASE TABLE' and table_name not in"
                    + " ('linchpin_schema_history', 'linchpin_ownership', 'linchpin_secret')");
            ours.stream()
                    .filter(name ->
                            !person.sees("select 1 from " + name + " limit 1").isEmpty())
                    .forEach(name -> person.does("truncate " + name));
            person.does("update linchpin_ownership set epoch = 0, host = null");
        }
        return url;
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
