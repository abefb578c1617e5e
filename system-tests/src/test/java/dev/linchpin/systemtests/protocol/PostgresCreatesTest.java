package dev.linchpin.systemtests.protocol;

class PostgresCreatesTest extends CreatesContract {
    PostgresCreatesTest() {
        super(Place.POSTGRESQL);
    }
}
