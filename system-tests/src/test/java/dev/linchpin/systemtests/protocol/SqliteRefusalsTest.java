package dev.linchpin.systemtests.protocol;

class SqliteRefusalsTest extends RefusalsContract {
    SqliteRefusalsTest() {
        super(Place.SQLITE);
    }
}
