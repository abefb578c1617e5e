package dev.linchpin.systemtests.protocol;

class SqliteAttemptsTest extends AttemptsContract {
    SqliteAttemptsTest() {
        super(Place.SQLITE);
    }
}
