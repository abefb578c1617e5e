package dev.linchpin.systemtests.protocol;

class MariaDbPoliciesTest extends PoliciesContract {
    MariaDbPoliciesTest() {
        super(Place.MARIADB);
    }
}
