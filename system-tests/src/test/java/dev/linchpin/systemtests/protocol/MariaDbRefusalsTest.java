package dev.linchpin.systemtests.protocol;

class MariaDbRefusalsTest extends RefusalsContract {
    MariaDbRefusalsTest() {
        super(Place.MARIADB);
    }
}
