package dev.linchpin.systemtests.protocol;

class PostgresFrozenEndingsTest extends FrozenEndingsContract {
    PostgresFrozenEndingsTest() {
        super(Place.POSTGRESQL);
    }
}
