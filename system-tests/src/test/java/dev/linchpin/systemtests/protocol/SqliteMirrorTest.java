package dev.linchpin.systemtests.protocol;

class SqliteMirrorTest extends MirrorContract {
    SqliteMirrorTest() {
        super(Place.SQLITE);
    }
}
