package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresBulkCostTest extends BulkCostContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
