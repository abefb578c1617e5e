package dev.linchpin.systemtests.protocol;

class SqliteEdgeColumnTest extends EdgeColumnContract {
    SqliteEdgeColumnTest() {
        super(Place.SQLITE);
    }
}
