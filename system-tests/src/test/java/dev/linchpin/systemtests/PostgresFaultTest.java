package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresFaultTest extends FaultContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
