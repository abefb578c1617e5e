package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresDeadLetterTest extends DeadLetterContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
