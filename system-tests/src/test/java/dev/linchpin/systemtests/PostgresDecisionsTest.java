package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresDecisionsTest extends DecisionsContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
