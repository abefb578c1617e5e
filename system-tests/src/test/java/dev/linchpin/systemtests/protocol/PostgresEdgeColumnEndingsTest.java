package dev.linchpin.systemtests.protocol;

class PostgresEdgeColumnEndingsTest extends EdgeColumnEndingsContract {
    PostgresEdgeColumnEndingsTest() {
        super(Place.POSTGRESQL);
    }
}
