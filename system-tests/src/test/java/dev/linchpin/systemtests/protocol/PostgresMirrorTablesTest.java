package dev.linchpin.systemtests.protocol;

class PostgresMirrorTablesTest extends MirrorTablesContract {
    PostgresMirrorTablesTest() {
        super(Place.POSTGRESQL);
    }
}
