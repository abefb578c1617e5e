package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbConflictTest extends ConflictContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }
}
