package dev.linchpin.database.sql;

import dev.linchpin.database.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Statements within one transaction. Values are always bound: a {@link Collection} as one list parameter, an
 * {@link Instant} as milliseconds. Not thread-safe; of no use once the transaction has ended.
 */
public final class Session {
    private final Connection connection;
    private final Dialect dialect;
    private final UnaryOperator<String> wording;

    Session(Connection connection, Dialect dialect, OwnNames names) {
        this(connection, dialect, names::expand);
    }

    private Session(Connection connection, Dialect dialect, UnaryOperator<String> wording) {
        this.connection = connection;
        this.dialect = dialect;
        this.wording = wording;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The same transaction for statements that name the user's tables: their texts are taken as they are. */
    public Session verbatim() {
        return new Session(connection, dialect, UnaryOperator.identity());
    }

    /** For what the dialect asks of the catalogue. */
    public <T> T ask(Question<T> question) {
        try {
            return question.ask(connection);
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** A question to the database's catalogue. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                var columns = new Columns(rows);
                while (rows.next()) {
                    found.add(reader.read(columns));
                }
                return found;
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return query(sql, reader, arguments).stream().findFirst();
    }

    /** Answers how many rows were changed. */
    public int update(String sql, @Nullable Object... arguments) {
        try (var statement = prepare(sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** Runs one statement for each of the argument lists, and answers how many rows each changed. */
    public int[] updateEach(String sql, List<@Nullable Object[]> argumentLists) {
        if (argumentLists.isEmpty()) {
            return new int[0];
        }
        try (var statement = connection.prepareStatement(wording.apply(sql))) {
            for (var arguments : argumentLists) {
                bind(statement, arguments);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /** Runs a statement without parameters. */
    public void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(wording.apply(sql));
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object[] arguments) throws SQLException {
        var spread = Spread.of(wording.apply(sql), arguments);
        var statement = connection.prepareStatement(spread.sql());
        try {
            bind(statement, spread.arguments());
            return statement;
        } catch (SQLException | RuntimeException failed) {
            statement.close();
            throw failed;
        }
    }

    private void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int index = 0; index < arguments.length; index++) {
            switch (arguments[index]) {
                case null -> statement.setObject(index + 1, null);
                case String text -> statement.setString(index + 1, text);
                case Long number -> statement.setLong(index + 1, number);
                case Integer number -> statement.setInt(index + 1, number);
                case Boolean flag -> statement.setBoolean(index + 1, flag);
                case Instant moment -> statement.setLong(index + 1, moment.toEpochMilli());
                case Collection<?> values -> statement.setString(index + 1, dialect.list(values));
                default ->
                    throw new IllegalArgumentException(
                            "Cannot bind a " + arguments[index].getClass().getName());
            }
        }
    }

    private DatabaseException failed(SQLException failure) {
        // A batch's own exception repeats the statement with its values; the first cause is what the database said.
        var said = failure.getNextException() != null ? failure.getNextException() : failure;
        return new DatabaseException("The database failed: " + dialect.refusal(said), said);
    }
}
