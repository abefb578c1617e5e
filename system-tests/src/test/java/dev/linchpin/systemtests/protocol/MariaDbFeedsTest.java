package dev.linchpin.systemtests.protocol;

class MariaDbFeedsTest extends FeedsContract {
    MariaDbFeedsTest() {
        super(Place.MARIADB);
    }
}
