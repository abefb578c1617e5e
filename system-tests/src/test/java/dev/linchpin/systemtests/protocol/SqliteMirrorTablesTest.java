package dev.linchpin.systemtests.protocol;

class SqliteMirrorTablesTest extends MirrorTablesContract {
    SqliteMirrorTablesTest() {
        super(Place.SQLITE);
    }
}
