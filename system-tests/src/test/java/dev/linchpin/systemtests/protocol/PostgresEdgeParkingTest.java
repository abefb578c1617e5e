package dev.linchpin.systemtests.protocol;

class PostgresEdgeParkingTest extends EdgeParkingContract {
    PostgresEdgeParkingTest() {
        super(Place.POSTGRESQL);
    }
}
