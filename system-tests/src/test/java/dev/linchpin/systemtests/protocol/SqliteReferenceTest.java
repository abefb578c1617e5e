package dev.linchpin.systemtests.protocol;

class SqliteReferenceTest extends ReferenceContract {
    SqliteReferenceTest() {
        super(Place.SQLITE);
    }
}
