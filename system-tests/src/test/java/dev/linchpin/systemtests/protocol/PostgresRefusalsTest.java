package dev.linchpin.systemtests.protocol;

class PostgresRefusalsTest extends RefusalsContract {
    PostgresRefusalsTest() {
        super(Place.POSTGRESQL);
    }
}
