package dev.linchpin.systemtests.protocol;

class SqliteTypesTest extends TypesContract {
    SqliteTypesTest() {
        super(Place.SQLITE);
    }
}
