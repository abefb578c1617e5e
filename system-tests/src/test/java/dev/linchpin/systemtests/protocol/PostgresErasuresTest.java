package dev.linchpin.systemtests.protocol;

class PostgresErasuresTest extends ErasuresContract {
    PostgresErasuresTest() {
        super(Place.POSTGRESQL);
    }
}
