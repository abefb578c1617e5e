package dev.linchpin.systemtests.protocol;

class SqlitePipelinesTest extends PipelinesContract {
    SqlitePipelinesTest() {
        super(Place.SQLITE);
    }
}
