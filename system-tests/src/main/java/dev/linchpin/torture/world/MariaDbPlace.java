package dev.linchpin.torture.world;

import dev.linchpin.engine.model.ObjectType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One database of a MariaDB server. The engine's and everybody else's statements go over one connection, because nobody
 * waits within a transaction here; long transactions have their own, and hold their locks.
 */
final class MariaDbPlace implements Place {
    private final String url;
    private final Connection connection;
    private final KeptConnection kept;
    private final Clock clock;
    private final Consumer<String> changed;
    private final Runnable drop;
    private final Set<Connection> begun = ConcurrentHashMap.newKeySet();
    private long told;

    MariaDbPlace(String url, Connection connection, Clock clock, Consumer<String> changed, Runnable drop) {
        this.url = url;
        this.connection = connection;
        this.kept = new KeptConnection(connection, changed);
        this.clock = clock;
        this.changed = changed;
        this.drop = drop;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public DataSource source() {
        return new LentSource(() -> {
            tellTime();
            return kept.lent();
        });
    }

    private void tellTime() throws SQLException {
        var now = clock.millis();
        if (now != told) {
            tellTime(connection, now);
            told = now;
        }
    }

    private static void tellTime(Connection connection, long now) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Seconds, with a fraction.
            statement.execute("set timestamp = " + BigDecimal.valueOf(now, 3));
        }
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
        var rows = run(connection, sql);
        changed.accept(sql);
        return rows;
    }

    private int run(Connection on, String sql) {
        try (var statement = on.createStatement()) {
            tellTime(on, clock.millis());
            return statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new Refused(sql, failed);
        }
    }

    @Override
    public void define(String sql) {
        kept.forget();
        run(connection, sql);
    }

    @Override
    public void dropColumn(String table, String column) {
        define("alter table " + table + " drop column " + column);
    }

    @Override
    public List<Map<String, @Nullable String>> query(String sql) {
        return Answer.to(sql, kept.lent());
    }

    @Override
    public UserTransaction begin() {
        try {
            var own = MariaDbPlaces.connect(url);
            own.setAutoCommit(false);
            begun.add(own);
            return new Begun(own);
        } catch (SQLException failed) {
            throw new IllegalStateException("No transaction could be begun", failed);
        }
    }

    private final class Begun implements UserTransaction {
        private final Connection own;
        private final List<String> statements = new ArrayList<>();

        Begun(Connection own) {
            this.own = own;
        }

        @Override
        public void update(String sql) {
            run(own, sql);
            statements.add(sql);
        }

        @Override
        public void commit() {
            end(Connection::commit);
            statements.forEach(changed);
        }

        @Override
        public void rollBack() {
            end(Connection::rollback);
        }

        private void end(End how) {
            begun.remove(own);
            try (own) {
                how.end(own);
            } catch (SQLException failed) {
                throw new IllegalStateException("A transaction could not be ended", failed);
            }
        }
    }

    @FunctionalInterface
    private interface End {
        void end(Connection transaction) throws SQLException;
    }

    @Override
    public void close() {
        try {
            // Whoever has a transaction open keeps the database from being dropped.
            for (var open : begun) {
                open.close();
            }
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(url, failed);
        }
        drop.run();
    }
}
