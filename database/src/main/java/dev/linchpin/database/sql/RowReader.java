package dev.linchpin.database.sql;

import java.sql.SQLException;

/** Makes something of one row of an answer. */
@FunctionalInterface
public interface RowReader<T> {
    T read(Columns columns) throws SQLException;
}
