package dev.linchpin.systemtests.protocol;

class PostgresRestoresTest extends RestoresContract {
    PostgresRestoresTest() {
        super(Place.POSTGRESQL);
    }
}
