package dev.linchpin.systemtests.protocol;

class MariaDbAttemptsTest extends AttemptsContract {
    MariaDbAttemptsTest() {
        super(Place.MARIADB);
    }
}
