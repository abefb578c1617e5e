package dev.linchpin.systemtests.protocol;

class SqliteSettlingTest extends SettlingContract {
    SqliteSettlingTest() {
        super(Place.SQLITE);
    }
}
