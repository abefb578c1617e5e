package dev.linchpin.systemtests.protocol;

class SqliteScopeTest extends ScopeContract {
    SqliteScopeTest() {
        super(Place.SQLITE);
    }
}
