package dev.linchpin.systemtests.protocol;

class SqliteSchemaTest extends SchemaContract {
    SqliteSchemaTest() {
        super(Place.SQLITE);
    }
}
