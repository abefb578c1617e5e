package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteDeadLetterTest extends DeadLetterContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
