package dev.linchpin.torture.world;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.systemtests.SharedMariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A real MariaDB. There is no copying of databases, so those that look as they did at first are emptied after a history and
 * serve the next. The server itself shows the time of a session that the session was told.
 */
public final class MariaDbPlaces implements Place.Maker {
    /** Everything by which a history may have changed how its database looks. */
    private static final String LOOKS = """
            select md5(concat_ws('|', (select group_concat(concat_ws(' ', table_name, column_name, column_type, extra)
                    order by table_name, column_name) from information_schema.columns where table_schema = database()),
                (select group_concat(concat_ws(' ', trigger_name, event_object_table, action_statement)
                    order by trigger_name) from information_schema.triggers where trigger_schema = database())))
            """;

    private final Map<Set<Extra>, Queue<Made>> idle = new ConcurrentHashMap<>();

    private record Made(String url, String looks) {}

    @Override
    public Place make(Set<Extra> extras, Clock clock, Consumer<String> changed) {
        var structural = extras.stream().filter(Extra::isStructural).collect(Collectors.toUnmodifiableSet());
        var served = idle.computeIfAbsent(structural, _ -> new ConcurrentLinkedQueue<>());
        try {
            var waiting = served.poll();
            var made = waiting == null ? made(structural) : waiting;
            var connection = connect(made.url());
            return new MariaDbPlace(made.url(), connection, clock, changed, () -> retire(made, served));
        } catch (SQLException failed) {
            throw new IllegalStateException("A database could not be made", failed);
        }
    }

    private static Made made(Set<Extra> extras) throws SQLException {
        var url = SharedMariaDb.freshDatabase();
        try (var database = Database.open(DatabaseOptions.of(url), Clock.systemUTC())) {
            var mappings = Mappings.plain(extras, ObjectType::name);
            database.managedTables().apply(mappings);
            database.capture().install(mappings);
        }
        SharedMariaDb.empty(url);
        return new Made(url, looks(url));
    }

    private static String looks(String url) throws SQLException {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute("set group_concat_max_len = 10000000");
            try (var rows = statement.executeQuery(LOOKS)) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static void retire(Made made, Queue<Made> served) {
        try {
            if (looks(made.url()).equals(made.looks())) {
                SharedMariaDb.empty(made.url());
                served.add(made);
            } else {
                SharedMariaDb.drop(made.url());
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The database could not be given back", failed);
        }
    }

    /** As the product connects. Nobody who holds a lock goes on while another one waits, but less than a second cannot be waited. */
    static Connection connect(String url) throws SQLException {
        var properties = new Properties();
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("useBulkStmtsForInserts", "false");
        properties.setProperty("transactionIsolation", "READ-COMMITTED");
        var connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement()) {
            statement.execute("set names utf8mb4 collate utf8mb4_nopad_bin, time_zone = '+00:00',"
                    + " sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',"
                    + " innodb_lock_wait_timeout = 1, lock_wait_timeout = 0, innodb_strict_mode = 0,"
                    + " in_predicate_conversion_threshold = 0");
        }
        return connection;
    }
}
