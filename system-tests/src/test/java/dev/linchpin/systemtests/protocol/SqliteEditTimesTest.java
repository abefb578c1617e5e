package dev.linchpin.systemtests.protocol;

class SqliteEditTimesTest extends EditTimesContract {
    SqliteEditTimesTest() {
        super(Place.SQLITE);
    }
}
