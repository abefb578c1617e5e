package dev.linchpin.systemtests.protocol;

class PostgresMergesTest extends MergesContract {
    PostgresMergesTest() {
        super(Place.POSTGRESQL);
    }
}
