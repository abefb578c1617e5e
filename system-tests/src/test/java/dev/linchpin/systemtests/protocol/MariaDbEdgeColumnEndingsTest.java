package dev.linchpin.systemtests.protocol;

class MariaDbEdgeColumnEndingsTest extends EdgeColumnEndingsContract {
    MariaDbEdgeColumnEndingsTest() {
        super(Place.MARIADB);
    }
}
