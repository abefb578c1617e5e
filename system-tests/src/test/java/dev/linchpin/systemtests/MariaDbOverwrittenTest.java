package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbOverwrittenTest extends OverwrittenContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }
}
