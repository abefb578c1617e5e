package dev.linchpin.systemtests.protocol;

class SqliteWholeRecordsTest extends WholeRecordsContract {
    SqliteWholeRecordsTest() {
        super(Place.SQLITE);
    }
}
