package dev.linchpin.torture.world;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.engine.model.ObjectType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A real PostgreSQL: a database for each history, every one a copy of one that was migrated and given its triggers once. They
 * are the product's own, but for asking a setting of the session for the time, which only the simulation moves.
 */
public final class PostgresPlaces implements Place.Maker {
    private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/]*/)?)([^?]*)(.*)");
    private static final String OWN_CLOCK = "statement_timestamp()";
    private static final String SIMULATED_CLOCK = "linchpin.simulated_time()";

    private final String server;
    private final Map<Set<Extra>, String> templates = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** @param url of a database on the server, as a role that may make further ones; it is not changed itself */
    public PostgresPlaces(String url) {
        this.server = url;
    }

    @Override
    public Place make(Set<Extra> extras, Clock clock, Consumer<String> changed) {
        var structural = extras.stream().filter(Extra::isStructural).collect(Collectors.toUnmodifiableSet());
        var name = freshName();
        try {
            administer(
                    "create database " + name + " template " + templates.computeIfAbsent(structural, this::template));
            var connection = connect(url(name));
            return new PostgresPlace(url(name), connection, clock, changed, () -> drop(name));
        } catch (SQLException failed) {
            throw new IllegalStateException("A database could not be made", failed);
        }
    }

    private String freshName() {
        return "linchpin_torture_" + ProcessHandle.current().pid() + "_" + numbers.incrementAndGet();
    }

    private String url(String name) {
        return URL.matcher(server).replaceFirst("$1" + name + "$3");
    }

    private String template(Set<Extra> extras) {
        var name = freshName();
        try {
            administer("create database " + name);
            try (var database = Database.open(DatabaseOptions.of(url(name)), Clock.systemUTC())) {
                var mappings = Mappings.plain(extras, PostgresPlaces::table);
                database.managedTables().apply(mappings);
                database.capture().install(mappings);
            }
            try (var connection = connect(url(name))) {
                simulateTime(connection);
            }
            return name;
        } catch (SQLException failed) {
            throw new IllegalStateException("The template database could not be made", failed);
        }
    }

    static String table(ObjectType type) {
        return "hubspot." + type.name();
    }

    private static void simulateTime(Connection connection) throws SQLException {
        var functions = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.execute("create function " + SIMULATED_CLOCK + " returns timestamptz language sql as"
                    + " 'select to_timestamp(current_setting(''" + PostgresPlace.TIME + "'')::bigint / 1000.0)'");
            try (var found = statement.executeQuery("select pg_get_functiondef(p.oid) from pg_proc p"
                    + " join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'linchpin'"
                    + " and p.prosrc like '%" + OWN_CLOCK + "%'")) {
                while (found.next()) {
                    functions.add(found.getString(1).replace(OWN_CLOCK, SIMULATED_CLOCK));
                }
            }
            for (var function : functions) {
                statement.execute(function);
            }
        }
    }

    /** As the product connects, but for waiting: nobody who holds a lock goes on while another one waits for it here. */
    static Connection connect(String url) throws SQLException {
        var properties = new Properties();
        properties.setProperty("stringtype", "unspecified");
        properties.setProperty("logServerErrorDetail", "false");
        // A program whose statement is refused goes on with its transaction.
        properties.setProperty("autosave", "always");
        var connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'; set lock_timeout = '10ms'; set synchronous_commit = off");
        }
        return connection;
    }

    private void administer(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void drop(String name) {
        try {
            administer("drop database if exists " + name + " with (force)");
        } catch (SQLException failed) {
            throw new IllegalStateException("The database " + name + " could not be dropped", failed);
        }
    }

    @Override
    public void close() {
        List.copyOf(templates.values()).forEach(this::drop);
    }
}
