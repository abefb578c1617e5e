package dev.linchpin.systemtests.protocol;

class SqliteEdgeParkingTest extends EdgeParkingContract {
    SqliteEdgeParkingTest() {
        super(Place.SQLITE);
    }
}
