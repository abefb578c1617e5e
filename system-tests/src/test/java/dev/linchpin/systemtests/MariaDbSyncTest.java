package dev.linchpin.systemtests;

import java.nio.file.Path;

class MariaDbSyncTest extends SyncContract {
    @Override
    Place place(Path directory) {
        return Place.mariaDb();
    }
}
