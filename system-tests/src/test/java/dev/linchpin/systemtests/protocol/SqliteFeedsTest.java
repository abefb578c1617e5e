package dev.linchpin.systemtests.protocol;

class SqliteFeedsTest extends FeedsContract {
    SqliteFeedsTest() {
        super(Place.SQLITE);
    }
}
