package dev.linchpin.systemtests.protocol;

class SqliteCreatesTest extends CreatesContract {
    SqliteCreatesTest() {
        super(Place.SQLITE);
    }
}
