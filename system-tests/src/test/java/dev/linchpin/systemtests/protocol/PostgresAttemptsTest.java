package dev.linchpin.systemtests.protocol;

class PostgresAttemptsTest extends AttemptsContract {
    PostgresAttemptsTest() {
        super(Place.POSTGRESQL);
    }
}
