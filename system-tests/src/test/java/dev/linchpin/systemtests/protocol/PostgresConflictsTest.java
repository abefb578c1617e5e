package dev.linchpin.systemtests.protocol;

class PostgresConflictsTest extends ConflictsContract {
    PostgresConflictsTest() {
        super(Place.POSTGRESQL);
    }
}
