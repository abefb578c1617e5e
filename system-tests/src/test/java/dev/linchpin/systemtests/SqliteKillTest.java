package dev.linchpin.systemtests;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;

class SqliteKillTest extends KillContract {
    @Override
    Place place(Path directory) {
        return Place.sqlite(directory);
    }

    @Override
    Feed feed() {
        return Feed.POLLING;
    }

    @Override
    int kills() {
        return property();
    }
}
