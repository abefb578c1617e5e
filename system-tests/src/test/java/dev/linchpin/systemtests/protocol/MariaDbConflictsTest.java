package dev.linchpin.systemtests.protocol;

class MariaDbConflictsTest extends ConflictsContract {
    MariaDbConflictsTest() {
        super(Place.MARIADB);
    }
}
