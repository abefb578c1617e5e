package dev.linchpin.systemtests.protocol;

class MariaDbVerificationTest extends VerificationContract {
    MariaDbVerificationTest() {
        super(Place.MARIADB);
    }
}
