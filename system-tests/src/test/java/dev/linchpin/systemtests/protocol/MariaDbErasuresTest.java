package dev.linchpin.systemtests.protocol;

class MariaDbErasuresTest extends ErasuresContract {
    MariaDbErasuresTest() {
        super(Place.MARIADB);
    }
}
