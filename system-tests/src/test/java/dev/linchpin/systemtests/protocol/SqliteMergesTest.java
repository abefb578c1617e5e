package dev.linchpin.systemtests.protocol;

class SqliteMergesTest extends MergesContract {
    SqliteMergesTest() {
        super(Place.SQLITE);
    }
}
