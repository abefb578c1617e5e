package dev.linchpin.systemtests.protocol;

class SqliteKeysTest extends KeysContract {
    SqliteKeysTest() {
        super(Place.SQLITE);
    }
}
