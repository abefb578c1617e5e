package dev.linchpin.systemtests.protocol;

class SqliteEdgeTableTest extends EdgeTableContract {
    SqliteEdgeTableTest() {
        super(Place.SQLITE);
    }
}
