package dev.linchpin.systemtests.protocol;

class SqliteEdgeColumnConflictsTest extends EdgeColumnConflictsContract {
    SqliteEdgeColumnConflictsTest() {
        super(Place.SQLITE);
    }
}
