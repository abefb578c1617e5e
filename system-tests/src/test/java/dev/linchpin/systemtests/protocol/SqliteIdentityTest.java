package dev.linchpin.systemtests.protocol;

class SqliteIdentityTest extends IdentityContract {
    SqliteIdentityTest() {
        super(Place.SQLITE);
    }
}
