package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbDecisionsTest extends DecisionsContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }
}
