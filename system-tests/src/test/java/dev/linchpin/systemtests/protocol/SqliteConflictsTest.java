package dev.linchpin.systemtests.protocol;

class SqliteConflictsTest extends ConflictsContract {
    SqliteConflictsTest() {
        super(Place.SQLITE);
    }
}
