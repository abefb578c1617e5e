package dev.linchpin.systemtests.protocol;

class MariaDbCreatesTest extends CreatesContract {
    MariaDbCreatesTest() {
        super(Place.MARIADB);
    }
}
