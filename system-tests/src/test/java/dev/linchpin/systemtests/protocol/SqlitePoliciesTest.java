package dev.linchpin.systemtests.protocol;

class SqlitePoliciesTest extends PoliciesContract {
    SqlitePoliciesTest() {
        super(Place.SQLITE);
    }
}
