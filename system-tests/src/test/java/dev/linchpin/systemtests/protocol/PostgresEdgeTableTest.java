package dev.linchpin.systemtests.protocol;

class PostgresEdgeTableTest extends EdgeTableContract {
    PostgresEdgeTableTest() {
        super(Place.POSTGRESQL);
    }
}
