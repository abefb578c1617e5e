package dev.linchpin.systemtests.protocol;

class MariaDbFrozenEndingsTest extends FrozenEndingsContract {
    MariaDbFrozenEndingsTest() {
        super(Place.MARIADB);
    }
}
