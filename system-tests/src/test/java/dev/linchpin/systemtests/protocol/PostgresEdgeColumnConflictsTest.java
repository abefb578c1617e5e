package dev.linchpin.systemtests.protocol;

class PostgresEdgeColumnConflictsTest extends EdgeColumnConflictsContract {
    PostgresEdgeColumnConflictsTest() {
        super(Place.POSTGRESQL);
    }
}
