package dev.linchpin.systemtests.protocol;

class PostgresTypesTest extends TypesContract {
    PostgresTypesTest() {
        super(Place.POSTGRESQL);
    }
}
