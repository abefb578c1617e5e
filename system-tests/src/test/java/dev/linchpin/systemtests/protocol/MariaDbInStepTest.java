package dev.linchpin.systemtests.protocol;

class MariaDbInStepTest extends InStepContract {
    MariaDbInStepTest() {
        super(Place.MARIADB);
    }
}
