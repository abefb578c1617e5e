package dev.linchpin.systemtests;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;

class PostgresKillTest extends KillContract {
    @Override
    Place place(Path directory) {
        return Place.postgres();
    }

    @Override
    Feed feed() {
        return Feed.WEBHOOKS;
    }

    @Override
    int kills() {
        return Math.ceilDiv(property(), 2);
    }
}
