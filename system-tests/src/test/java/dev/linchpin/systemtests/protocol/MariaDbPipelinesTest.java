package dev.linchpin.systemtests.protocol;

class MariaDbPipelinesTest extends PipelinesContract {
    MariaDbPipelinesTest() {
        super(Place.MARIADB);
    }
}
