package dev.linchpin.database.standings;

import dev.linchpin.database.testing.Product;

class MariaDbStandingsTest extends StandingsContract {
    MariaDbStandingsTest() {
        super(Product.MARIADB);
    }
}
