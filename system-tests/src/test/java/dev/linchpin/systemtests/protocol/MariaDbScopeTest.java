package dev.linchpin.systemtests.protocol;

class MariaDbScopeTest extends ScopeContract {
    MariaDbScopeTest() {
        super(Place.MARIADB);
    }
}
