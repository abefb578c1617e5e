package dev.linchpin.systemtests.protocol;

class PostgresIdentityTest extends IdentityContract {
    PostgresIdentityTest() {
        super(Place.POSTGRESQL);
    }
}
