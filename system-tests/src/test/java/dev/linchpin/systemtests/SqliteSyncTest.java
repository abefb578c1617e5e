package dev.linchpin.systemtests;

import java.nio.file.Path;

class SqliteSyncTest extends SyncContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }
}
