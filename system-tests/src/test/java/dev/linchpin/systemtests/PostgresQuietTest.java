package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresQuietTest extends QuietContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
