package dev.linchpin.systemtests.protocol;

class SqliteInStepTest extends InStepContract {
    SqliteInStepTest() {
        super(Place.SQLITE);
    }
}
