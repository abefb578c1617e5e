package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbFaultTest extends FaultContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }
}
