package dev.linchpin.systemtests.protocol;

class MariaDbRestoresTest extends RestoresContract {
    MariaDbRestoresTest() {
        super(Place.MARIADB);
    }
}
