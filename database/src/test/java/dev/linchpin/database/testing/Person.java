package dev.linchpin.database.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody with an ordinary SQL connection of their own, who knows nothing of Linchpin. */
public final class Person implements AutoCloseable {
    private final Connection connection;

    public Person(String url) {
        try {
            this.connection = DriverManager.getConnection(url);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Runs a statement and answers how many rows it changed. */
    public int does(String sql, @Nullable Object... arguments) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The first column of every row found. */
    public List<@Nullable String> sees(String sql, @Nullable Object... arguments) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < arguments.length; index++) {
                statement.setObject(index + 1, arguments[index]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<@Nullable String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The last column of every row found, line by line: what a database says about its own plan. */
    public String plan(String explanation) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(explanation)) {
            var text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(rows.getMetaData().getColumnCount())).append('\n');
            }
            return text.toString();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void begins() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void commits() {
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public void rollsBack() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
