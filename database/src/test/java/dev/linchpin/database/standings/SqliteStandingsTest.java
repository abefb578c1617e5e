package dev.linchpin.database.standings;

import dev.linchpin.database.testing.Product;

class SqliteStandingsTest extends StandingsContract {
    SqliteStandingsTest() {
        super(Product.SQLITE);
    }
}
