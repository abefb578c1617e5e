package dev.linchpin.systemtests;

import java.nio.file.Path;

/**
 * A database that is to be kept in step.
 *
 * @param prefix what stands before the names of synced tables
 */
public record Place(String url, String prefix) {
    public static Place sqlite(Path directory) {
        return new Place("jdbc:sqlite:" + directory.resolve("linchpin.db"), "");
    }

    static Place postgres() {
        return new Place(SharedPostgres.freshDatabase(), "hubspot.");
    }

    static Place mariaDb() {
        return new Place(SharedMariaDb.freshDatabase(), "");
    }

    boolean isMariaDb() {
        return url.startsWith("jdbc:mariadb:");
    }

    boolean isSqlite() {
        return url.startsWith("jdbc:sqlite:");
    }

    public Table contacts() {
        return new Table(this, "contacts");
    }
}
