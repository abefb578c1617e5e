package dev.linchpin.systemtests.protocol;

class PostgresSettlingTest extends SettlingContract {
    PostgresSettlingTest() {
        super(Place.POSTGRESQL);
    }
}
