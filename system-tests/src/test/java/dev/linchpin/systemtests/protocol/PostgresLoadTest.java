package dev.linchpin.systemtests.protocol;

class PostgresLoadTest extends LoadContract {
    PostgresLoadTest() {
        super(Place.POSTGRESQL);
    }
}
