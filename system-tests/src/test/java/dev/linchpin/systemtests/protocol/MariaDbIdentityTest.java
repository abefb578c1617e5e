package dev.linchpin.systemtests.protocol;

class MariaDbIdentityTest extends IdentityContract {
    MariaDbIdentityTest() {
        super(Place.MARIADB);
    }
}
