package dev.linchpin.systemtests.protocol;

class SqliteVerificationTest extends VerificationContract {
    SqliteVerificationTest() {
        super(Place.SQLITE);
    }
}
