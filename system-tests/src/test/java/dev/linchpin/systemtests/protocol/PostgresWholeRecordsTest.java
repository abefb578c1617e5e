package dev.linchpin.systemtests.protocol;

class PostgresWholeRecordsTest extends WholeRecordsContract {
    PostgresWholeRecordsTest() {
        super(Place.POSTGRESQL);
    }
}
