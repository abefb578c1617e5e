package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteOverwrittenTest extends OverwrittenContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
