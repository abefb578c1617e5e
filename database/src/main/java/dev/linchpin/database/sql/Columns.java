package dev.linchpin.database.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of one row of an answer, counted from 1. Moments are stored as milliseconds since 1970. */
public final class Columns {
    private final ResultSet row;

    Columns(ResultSet row) {
        this.row = row;
    }

    public String text(int column) throws SQLException {
        return row.getString(column);
    }

    public @Nullable String textOrNull(int column) throws SQLException {
        return row.getString(column);
    }

    public long number(int column) throws SQLException {
        return row.getLong(column);
    }

    public int count(int column) throws SQLException {
        return row.getInt(column);
    }

    public boolean flag(int column) throws SQLException {
        return row.getBoolean(column);
    }

    public Instant time(int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    public @Nullable Instant timeOrNull(int column) throws SQLException {
        var milliseconds = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(milliseconds);
    }
}
