package dev.linchpin.systemtests.protocol;

class PostgresFeedsTest extends FeedsContract {
    PostgresFeedsTest() {
        super(Place.POSTGRESQL);
    }
}
