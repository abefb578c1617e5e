package dev.linchpin.systemtests.protocol;

class MariaDbOscillationTest extends OscillationContract {
    MariaDbOscillationTest() {
        super(Place.MARIADB);
    }
}
