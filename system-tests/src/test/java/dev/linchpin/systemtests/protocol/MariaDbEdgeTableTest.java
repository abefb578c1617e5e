package dev.linchpin.systemtests.protocol;

class MariaDbEdgeTableTest extends EdgeTableContract {
    MariaDbEdgeTableTest() {
        super(Place.MARIADB);
    }
}
