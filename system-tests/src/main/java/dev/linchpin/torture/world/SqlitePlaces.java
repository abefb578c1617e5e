package dev.linchpin.torture.world;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.engine.model.ObjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/**
 * SQLite in memory: every database a copy of one that was migrated and given its triggers once. All statements go over one
 * connection, which is right because nobody waits within a transaction here.
 */
public final class SqlitePlaces implements Place.Maker {
    private static final String URL = "jdbc:sqlite:simulated.db";
    private static final double UNIX_EPOCH = 2_440_587.5;
    private static final double MILLISECONDS_A_DAY = 86_400_000;

    private final Map<Set<Extra>, byte[]> templates = new ConcurrentHashMap<>();

    private static byte[] template(Set<Extra> extras) {
        try {
            var file = Files.createTempFile("linchpin-template", ".db");
            try {
                var options = DatabaseOptions.of("jdbc:sqlite:" + file);
                try (var database = Database.open(options, Clock.systemUTC())) {
                    var mappings = Mappings.plain(extras, ObjectType::name);
                    database.managedTables().apply(mappings);
                    database.capture().install(mappings);
                }
                try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                    var template = connection.unwrap(SQLiteConnection.class).serialize("main");
                    // Not in write-ahead mode, which a database in memory cannot be in.
                    template[18] = 1;
                    template[19] = 1;
                    return template;
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException | SQLException failed) {
            throw new IllegalStateException("The template database could not be made", failed);
        }
    }

    @Override
    public Place make(Set<Extra> extras, Clock clock, Consumer<String> changed) {
        var template = templates.computeIfAbsent(
                extras.stream().filter(Extra::isStructural).collect(Collectors.toUnmodifiableSet()),
                SqlitePlaces::template);
        try {
            var connection = new SqliteConnection(changed);
            connection.deserialize("main", template);
            var time = new StatementTime(clock);
            tellTime(connection, time);
            return new SqlitePlace(connection, time, changed);
        } catch (SQLException failed) {
            throw new IllegalStateException("A database could not be made", failed);
        }
    }

    /** The triggers ask SQLite for the time by its own function, which this puts another in the place of. */
    private static void tellTime(Connection connection, StatementTime time) throws SQLException {
        Function.create(connection, "julianday", new Function() {
            @Override
            protected void xFunc() throws SQLException {
                result(UNIX_EPOCH + time.millis() / MILLISECONDS_A_DAY);
            }
        });
    }

    /** What the triggers take for now: the clock, unless a statement is made up for that was begun earlier. */
    private static final class StatementTime {
        final Clock clock;
        long past;

        StatementTime(Clock clock) {
            this.clock = clock;
        }

        long millis() {
            return past > 0 ? past : clock.millis();
        }
    }

    /**
     * A long transaction would keep everybody else from writing; what others can see of one is made up for here: nothing until
     * the commit, and then changes that are dated earlier.
     */
    private static final class Postponed implements Place.UserTransaction {
        private final SqlitePlace place;
        private final List<Map.Entry<Long, String>> statements = new ArrayList<>();

        Postponed(SqlitePlace place) {
            this.place = place;
        }

        @Override
        public void update(String sql) {
            statements.add(Map.entry(place.time.millis(), sql));
        }

        @Override
        public void commit() {
            place.run("begin");
            for (var statement : statements) {
                place.time.past = statement.getKey();
                place.run(statement.getValue());
            }
            place.time.past = 0;
            place.run("commit");
            statements.forEach(statement -> place.changed.accept(statement.getValue()));
        }

        @Override
        public void rollBack() {
            statements.clear();
        }
    }

    private static final class SqlitePlace implements Place {
        private final SqliteConnection connection;
        private final StatementTime time;
        private final Consumer<String> changed;

        SqlitePlace(SqliteConnection connection, StatementTime time, Consumer<String> changed) {
            this.connection = connection;
            this.time = time;
            this.changed = changed;
        }

        @Override
        public String url() {
            return URL;
        }

        @Override
        public DataSource source() {
            return new LentSource(() -> connection);
        }

        @Override
        public String table(ObjectType type) {
            return type.name();
        }

        @Override
        public String own(String table) {
            return "linchpin_" + table;
        }

        @Override
        public int update(String sql) {
            var rows = run(sql);
            changed.accept(sql);
            return rows;
        }

        @Override
        public void define(String sql) {
            try {
                connection.forget();
            } catch (SQLException failed) {
                throw new IllegalStateException(sql, failed);
            }
            run(sql);
        }

        /** SQLite drops no column that a trigger names. */
        @Override
        public void dropColumn(String table, String column) {
            define("drop trigger if exists linchpin_capture_" + table + "_update");
            define("alter table " + table + " drop column " + column);
        }

        @Override
        public UserTransaction begin() {
            return new Postponed(this);
        }

        private int run(String sql) {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException failed) {
                throw new Refused(sql, failed);
            }
        }

        @Override
        public List<Map<String, @Nullable String>> query(String sql) {
            return Answer.to(sql, connection);
        }

        @Override
        public void close() {
            try {
                connection.end();
            } catch (SQLException failed) {
                throw new UncheckedIOException(new IOException(failed));
            }
        }
    }
}
