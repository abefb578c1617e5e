package dev.linchpin.systemtests.protocol;

class SqliteDeletesTest extends DeletesContract {
    SqliteDeletesTest() {
        super(Place.SQLITE);
    }
}
