package dev.linchpin.systemtests.protocol;

class MariaDbEdgeColumnTest extends EdgeColumnContract {
    MariaDbEdgeColumnTest() {
        super(Place.MARIADB);
    }
}
