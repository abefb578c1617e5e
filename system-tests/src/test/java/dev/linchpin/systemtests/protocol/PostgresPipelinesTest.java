package dev.linchpin.systemtests.protocol;

class PostgresPipelinesTest extends PipelinesContract {
    PostgresPipelinesTest() {
        super(Place.POSTGRESQL);
    }
}
