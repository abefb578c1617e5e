package dev.linchpin.systemtests.protocol;

class SqliteOscillationTest extends OscillationContract {
    SqliteOscillationTest() {
        super(Place.SQLITE);
    }
}
