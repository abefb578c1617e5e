package dev.linchpin.systemtests.protocol;

class PostgresEditTimesTest extends EditTimesContract {
    PostgresEditTimesTest() {
        super(Place.POSTGRESQL);
    }
}
