package dev.linchpin.systemtests.protocol;

class MariaDbMirrorTest extends MirrorContract {
    MariaDbMirrorTest() {
        super(Place.MARIADB);
    }
}
