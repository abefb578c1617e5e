package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresOverwrittenTest extends OverwrittenContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
