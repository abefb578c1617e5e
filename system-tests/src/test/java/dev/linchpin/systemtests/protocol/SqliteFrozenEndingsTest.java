package dev.linchpin.systemtests.protocol;

class SqliteFrozenEndingsTest extends FrozenEndingsContract {
    SqliteFrozenEndingsTest() {
        super(Place.SQLITE);
    }
}
