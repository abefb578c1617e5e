package dev.linchpin.systemtests.protocol;

class PostgresScopeTest extends ScopeContract {
    PostgresScopeTest() {
        super(Place.POSTGRESQL);
    }
}
