package dev.linchpin.systemtests.protocol;

class SqliteAuditsTest extends AuditsContract {
    SqliteAuditsTest() {
        super(Place.SQLITE);
    }
}
