package dev.linchpin.systemtests.protocol;

class PostgresOscillationTest extends OscillationContract {
    PostgresOscillationTest() {
        super(Place.POSTGRESQL);
    }
}
