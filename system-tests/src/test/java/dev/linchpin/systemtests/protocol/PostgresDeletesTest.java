package dev.linchpin.systemtests.protocol;

class PostgresDeletesTest extends DeletesContract {
    PostgresDeletesTest() {
        super(Place.POSTGRESQL);
    }
}
