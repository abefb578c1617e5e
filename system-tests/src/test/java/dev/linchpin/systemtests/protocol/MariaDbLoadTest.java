package dev.linchpin.systemtests.protocol;

class MariaDbLoadTest extends LoadContract {
    MariaDbLoadTest() {
        super(Place.MARIADB);
    }
}
