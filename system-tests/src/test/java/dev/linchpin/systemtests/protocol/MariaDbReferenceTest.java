package dev.linchpin.systemtests.protocol;

class MariaDbReferenceTest extends ReferenceContract {
    MariaDbReferenceTest() {
        super(Place.MARIADB);
    }
}
