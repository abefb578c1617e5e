package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresConflictTest extends ConflictContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
