package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteQuietTest extends QuietContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
