package dev.linchpin.systemtests.protocol;

class SqliteLoadTest extends LoadContract {
    SqliteLoadTest() {
        super(Place.SQLITE);
    }
}
