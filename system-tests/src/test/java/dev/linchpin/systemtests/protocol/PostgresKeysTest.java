package dev.linchpin.systemtests.protocol;

class PostgresKeysTest extends KeysContract {
    PostgresKeysTest() {
        super(Place.POSTGRESQL);
    }
}
