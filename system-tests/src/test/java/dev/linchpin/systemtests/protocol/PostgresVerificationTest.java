package dev.linchpin.systemtests.protocol;

class PostgresVerificationTest extends VerificationContract {
    PostgresVerificationTest() {
        super(Place.POSTGRESQL);
    }
}
