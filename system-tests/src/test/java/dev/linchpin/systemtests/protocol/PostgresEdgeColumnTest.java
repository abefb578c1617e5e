package dev.linchpin.systemtests.protocol;

class PostgresEdgeColumnTest extends EdgeColumnContract {
    PostgresEdgeColumnTest() {
        super(Place.POSTGRESQL);
    }
}
