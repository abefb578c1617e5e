package dev.linchpin.systemtests.protocol;

class PostgresPoliciesTest extends PoliciesContract {
    PostgresPoliciesTest() {
        super(Place.POSTGRESQL);
    }
}
