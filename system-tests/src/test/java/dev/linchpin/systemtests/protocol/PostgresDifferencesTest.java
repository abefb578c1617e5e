package dev.linchpin.systemtests.protocol;

class PostgresDifferencesTest extends DifferencesContract {
    PostgresDifferencesTest() {
        super(Place.POSTGRESQL);
    }
}
