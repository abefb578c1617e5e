package dev.linchpin.systemtests.protocol;

class PostgresSchemaTest extends SchemaContract {
    PostgresSchemaTest() {
        super(Place.POSTGRESQL);
    }
}
