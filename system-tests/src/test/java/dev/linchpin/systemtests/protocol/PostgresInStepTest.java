package dev.linchpin.systemtests.protocol;

class PostgresInStepTest extends InStepContract {
    PostgresInStepTest() {
        super(Place.POSTGRESQL);
    }
}
