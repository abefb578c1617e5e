package dev.linchpin.database.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database did not do what was asked. The message is for people: what, where, and where possible how to mend it. It
 * holds neither credentials nor what rows hold.
 */
public final class DatabaseException extends RuntimeException {
    private final @Nullable SQLException failure;
    private final boolean missingObject;

    public DatabaseException(String message) {
        this(message, null, false);
    }

    public DatabaseException(String message, SQLException failure) {
        this(message, failure, false);
    }

    private DatabaseException(String message, @Nullable SQLException failure, boolean missingObject) {
        super(message, failure);
        this.failure = failure;
        this.missingObject = missingObject;
    }

    /** A mapped table or column is not there. */
    public static DatabaseException missingObject(String message) {
        return new DatabaseException(message, null, true);
    }

    /** Linchpin itself found that a mapped table or column is not there; the database may say so in its own way too. */
    public boolean isMissingObject() {
        return missingObject;
    }

    /** What the database said; null when it was not asked. */
    public @Nullable SQLException failure() {
        return failure;
    }
}
