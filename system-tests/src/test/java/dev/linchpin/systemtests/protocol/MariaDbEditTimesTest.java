package dev.linchpin.systemtests.protocol;

class MariaDbEditTimesTest extends EditTimesContract {
    MariaDbEditTimesTest() {
        super(Place.MARIADB);
    }
}
