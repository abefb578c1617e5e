package dev.linchpin.systemtests.protocol;

class SqliteDifferencesTest extends DifferencesContract {
    SqliteDifferencesTest() {
        super(Place.SQLITE);
    }
}
