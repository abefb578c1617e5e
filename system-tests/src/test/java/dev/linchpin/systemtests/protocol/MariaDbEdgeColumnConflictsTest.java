package dev.linchpin.systemtests.protocol;

class MariaDbEdgeColumnConflictsTest extends EdgeColumnConflictsContract {
    MariaDbEdgeColumnConflictsTest() {
        super(Place.MARIADB);
    }
}
