package dev.linchpin.systemtests.protocol;

class MariaDbDifferencesTest extends DifferencesContract {
    MariaDbDifferencesTest() {
        super(Place.MARIADB);
    }
}
