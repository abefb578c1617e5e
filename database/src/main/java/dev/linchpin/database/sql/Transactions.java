package dev.linchpin.database.sql;

import dev.linchpin.database.dialect.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;

/** Runs work in transactions, again where the database asks for it. Thread-safe. */
public final class Transactions {
    private final DataSource pool;
    private final Dialect dialect;
    private final OwnNames names;

    /** Lets writers in by turns, where the database itself would let them poll for the lock and starve. */
    private final ReentrantLock writer = new ReentrantLock(true);

    public Transactions(DataSource pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
        this.names = new OwnNames(dialect);
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Runs the work in one transaction and commits it. It may run again from the start, so it must have no effect but
     * through the session.
     *
     * @throws DatabaseException when the database fails, also at commit; nothing is stored
     * @throws IllegalStateException when called within another writing transaction
     */
    public <T> T write(Function<Session, T> work) {
        if (!dialect.hasSingleWriter()) {
            return repeatedly(work);
        }
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction was begun within another one, which would wait for itself");
        }
        writer.lock();
        try {
            return repeatedly(work);
        } finally {
            writer.unlock();
        }
    }

    private <T> T repeatedly(Function<Session, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, dialect::begin);
            } catch (DatabaseException failed) {
                var failure = failed.failure();
                if (failure == null || attempt == dialect.tries() || !dialect.mayBeRepeated(failure)) {
                    throw failed;
                }
            }
        }
    }

    /** Runs the work on one snapshot, beside writers and without holding them up. */
    public <T> T read(Function<Session, T> work) {
        return once(work, dialect::beginReadOnly);
    }

    /**
     * Runs the work, which is a single query, without a transaction around it: for what is asked many times a second, where
     * beginning and ending one would be most of the asking.
     */
    public <T> T glance(Function<Session, T> work) {
        try (var connection = pool.getConnection()) {
            return work.apply(new Session(connection, dialect, names));
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private <T> T once(Function<Session, T> work, Begin begin) {
        try (var connection = pool.getConnection()) {
            begin.begin(connection);
            var committed = false;
            try {
                var result = work.apply(new Session(connection, dialect, names));
                dialect.commit(connection);
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private DatabaseException failed(SQLException failure) {
        return new DatabaseException("The database failed: " + dialect.refusal(failure), failure);
    }

    private void rollBack(Connection connection) {
        try {
            dialect.rollBack(connection);
        } catch (SQLException alreadyEnded) {
            // Whatever led here is the news; a connection that is beyond rolling back is discarded by the pool.
        }
    }

    @FunctionalInterface
    private interface Begin {
        void begin(Connection connection) throws SQLException;
    }
}
