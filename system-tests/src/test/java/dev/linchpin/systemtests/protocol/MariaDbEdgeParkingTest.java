package dev.linchpin.systemtests.protocol;

class MariaDbEdgeParkingTest extends EdgeParkingContract {
    MariaDbEdgeParkingTest() {
        super(Place.MARIADB);
    }
}
