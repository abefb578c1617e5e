package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteBulkCostTest extends BulkCostContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
