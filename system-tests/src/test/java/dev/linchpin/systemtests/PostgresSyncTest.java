package dev.linchpin.systemtests;

import java.nio.file.Path;

class PostgresSyncTest extends SyncContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }
}
