package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteDecisionsTest extends DecisionsContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
