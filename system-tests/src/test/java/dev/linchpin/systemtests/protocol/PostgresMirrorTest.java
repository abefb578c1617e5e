package dev.linchpin.systemtests.protocol;

class PostgresMirrorTest extends MirrorContract {
    PostgresMirrorTest() {
        super(Place.POSTGRESQL);
    }
}
