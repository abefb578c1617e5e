package dev.linchpin.systemtests.protocol;

class MariaDbMirrorTablesTest extends MirrorTablesContract {
    MariaDbMirrorTablesTest() {
        super(Place.MARIADB);
    }
}
