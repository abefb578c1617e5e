package dev.linchpin.systemtests.protocol;

class SqliteErasuresTest extends ErasuresContract {
    SqliteErasuresTest() {
        super(Place.SQLITE);
    }
}
