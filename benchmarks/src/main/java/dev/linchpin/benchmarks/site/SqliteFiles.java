package dev.linchpin.benchmarks.site;

import java.nio.file.Path;

/** SQLite has no server: a database is a file. */
final class SqliteFiles implements DatabaseServer {

    @Override
    public Place fresh(Path directory) {
        return new Place(DatabaseKind.SQLITE, "jdbc:sqlite:" + directory.resolve("linchpin.db"), "", "");
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
