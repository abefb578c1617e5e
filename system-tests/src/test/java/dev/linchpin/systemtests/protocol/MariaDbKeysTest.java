package dev.linchpin.systemtests.protocol;

class MariaDbKeysTest extends KeysContract {
    MariaDbKeysTest() {
        super(Place.MARIADB);
    }
}
