package dev.linchpin.systemtests.protocol;

class MariaDbGuardTest extends GuardContract {
    MariaDbGuardTest() {
        super(Place.MARIADB);
    }
}
