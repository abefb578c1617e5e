package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteConflictTest extends ConflictContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
