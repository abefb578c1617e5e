package dev.linchpin.systemtests.protocol;

class MariaDbAuditsTest extends AuditsContract {
    MariaDbAuditsTest() {
        super(Place.MARIADB);
    }
}
