package dev.linchpin.torture.world;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;
import org.sqlite.jdbc4.JDBC4Statement;

/**
 * The one connection to a database in memory. It outlives its closing, keeps prepared statements for the next time, and tells
 * of every statement that changed something. A history is thousands of small transactions, so it spares them what the driver
 * does for those who may need it: locks, keys of inserted rows, names of columns, transactions around single statements.
 */
final class SqliteConnection extends JDBC4Connection {
    private static final Set<String> OFTEN = Set.of("begin", "begin immediate", "commit", "rollback");

    private final Consumer<String> changed;
    private final Map<String, Kept> idle = new HashMap<>();

    /** @param changed is told of every statement that changed something */
    SqliteConnection(Consumer<String> changed) throws SQLException {
        super("jdbc:sqlite::memory:", ":memory:", configuration().toProperties());
        this.changed = changed;
    }

    private static SQLiteConfig configuration() {
        var configuration = new SQLiteConfig();
        configuration.enforceForeignKeys(true);
        configuration.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        configuration.setOpenMode(SQLiteOpenMode.NOMUTEX);
        configuration.setGetGeneratedKeys(false);
        return configuration;
    }

    /** Nothing that was prepared before outlives a change of a table. */
    void forget() throws SQLException {
        for (var kept : idle.values()) {
            kept.end();
        }
        idle.clear();
    }

    void end() throws SQLException {
        super.close();
    }

    /** Its users borrow it only. */
    @Override
    public void close() {
        // There will be others.
    }

    /** By which the driver decides whether to begin and commit around each statement; here everybody does so by statements. */
    @Override
    public boolean getAutoCommit() {
        return false;
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) {
        return new Plain();
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        var kept = idle.remove(sql);
        return kept == null ? new Kept(sql) : kept;
    }

    /** Begins and ends of transactions are kept prepared, too. */
    private final class Plain extends JDBC4Statement {
        Plain() {
            super(SqliteConnection.this);
        }

        @Override
        public boolean execute(String sql) throws SQLException {
            if (!OFTEN.contains(sql)) {
                return super.execute(sql);
            }
            try (var kept = prepareStatement(sql)) {
                return kept.execute();
            }
        }
    }

    private final class Kept extends JDBC4PreparedStatement {
        private final String text;
        private String @Nullable [] columns;

        Kept(String text) throws SQLException {
            super(SqliteConnection.this, text);
            this.text = text;
        }

        @Override
        public ResultSet getResultSet() throws SQLException {
            rs.colsMeta = columns;
            var results = super.getResultSet();
            columns = rs.colsMeta;
            return results;
        }

        @Override
        public int executeUpdate() throws SQLException {
            return noticed(super.executeUpdate());
        }

        @Override
        public int[] executeBatch() throws SQLException {
            var rows = super.executeBatch();
            var sum = 0;
            for (var each : rows) {
                sum += Math.max(0, each);
            }
            noticed(sum);
            return rows;
        }

        private int noticed(int rows) {
            if (rows > 0) {
                changed.accept(text);
            }
            return rows;
        }

        @Override
        public void close() throws SQLException {
            var other = idle.putIfAbsent(text, this);
            if (other != null && other != this) {
                end();
            }
        }

        void end() throws SQLException {
            super.close();
        }
    }
}
