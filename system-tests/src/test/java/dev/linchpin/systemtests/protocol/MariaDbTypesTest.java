package dev.linchpin.systemtests.protocol;

class MariaDbTypesTest extends TypesContract {
    MariaDbTypesTest() {
        super(Place.MARIADB);
    }
}
