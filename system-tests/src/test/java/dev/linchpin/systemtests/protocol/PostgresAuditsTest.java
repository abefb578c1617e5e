package dev.linchpin.systemtests.protocol;

class PostgresAuditsTest extends AuditsContract {
    PostgresAuditsTest() {
        super(Place.POSTGRESQL);
    }
}
