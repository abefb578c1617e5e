package dev.linchpin.database.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do what was asked. The message is for people: what, where, and where possible how to mend it. It
 * holds neither credentials nor what rows hold.
 */
public final class DatabaseException extends RuntimeException {
    private final @Nullable SQLException failure;

    public DatabaseException(String message) {
        super(message);
        this.failure = null;
    }

    public DatabaseException(String message, SQLException failure) {
        super(message, failure);
        this.failure = failure;
    }

    /** What the database said; null when it was not asked. */
    public @Nullable SQLException failure() {
        return failure;
    }
}
