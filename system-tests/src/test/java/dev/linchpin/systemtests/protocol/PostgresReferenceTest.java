package dev.linchpin.systemtests.protocol;

class PostgresReferenceTest extends ReferenceContract {
    PostgresReferenceTest() {
        super(Place.POSTGRESQL);
    }
}
