package dev.linchpin.systemtests.protocol;

class MariaDbSchemaTest extends SchemaContract {
    MariaDbSchemaTest() {
        super(Place.MARIADB);
    }
}
