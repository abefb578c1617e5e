package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteFaultTest extends FaultContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
