package dev.linchpin.database;

import org.jspecify.annotations.Nullable;

/**
 * Which database, and as whom.
 *
 * @param url a JDBC URL that begins with {@code jdbc:sqlite:} or {@code jdbc:postgresql:}
 * @param user null where there are none, or where the URL names one
 * @param password never printed
 * @param poolSize the most connections held open at a time
 */
public record DatabaseOptions(
        String url, @Nullable String user, @Nullable String password, int poolSize) {
    public static final int DEFAULT_POOL_SIZE = 8;

    /** @throws IllegalArgumentException when the pool has no room for a connection */
    public DatabaseOptions {
        if (poolSize < 1) {
            throw new IllegalArgumentException("The pool size is " + poolSize + "; it must be 1 or more");
        }
    }

    public static DatabaseOptions of(String url) {
        return new DatabaseOptions(url, null, null, DEFAULT_POOL_SIZE);
    }

    /** A URL may hold a password too. */
    @Override
    public String toString() {
        return "DatabaseOptions[" + url.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*$", "") + "]";
    }
}
