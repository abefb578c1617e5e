package dev.linchpin.systemtests.protocol;

class MariaDbDeletesTest extends DeletesContract {
    MariaDbDeletesTest() {
        super(Place.MARIADB);
    }
}
