package dev.linchpin.systemtests.protocol;

class MariaDbWholeRecordsTest extends WholeRecordsContract {
    MariaDbWholeRecordsTest() {
        super(Place.MARIADB);
    }
}
