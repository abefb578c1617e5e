package dev.linchpin.systemtests.protocol;

class SqliteEdgeColumnEndingsTest extends EdgeColumnEndingsContract {
    SqliteEdgeColumnEndingsTest() {
        super(Place.SQLITE);
    }
}
