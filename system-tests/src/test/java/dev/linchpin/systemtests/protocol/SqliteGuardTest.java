package dev.linchpin.systemtests.protocol;

class SqliteGuardTest extends GuardContract {
    SqliteGuardTest() {
        super(Place.SQLITE);
    }
}
