package dev.linchpin.systemtests.protocol;

class MariaDbMergesTest extends MergesContract {
    MariaDbMergesTest() {
        super(Place.MARIADB);
    }
}
