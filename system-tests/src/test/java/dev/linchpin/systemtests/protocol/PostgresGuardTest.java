package dev.linchpin.systemtests.protocol;

class PostgresGuardTest extends GuardContract {
    PostgresGuardTest() {
        super(Place.POSTGRESQL);
    }
}
