package dev.linchpin.systemtests.protocol;

class SqliteRestoresTest extends RestoresContract {
    SqliteRestoresTest() {
        super(Place.SQLITE);
    }
}
