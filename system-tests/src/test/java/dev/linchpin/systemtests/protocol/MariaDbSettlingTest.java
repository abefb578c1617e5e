package dev.linchpin.systemtests.protocol;

class MariaDbSettlingTest extends SettlingContract {
    MariaDbSettlingTest() {
        super(Place.MARIADB);
    }
}
