package dev.linchpin.database.standings;

import dev.linchpin.database.testing.Product;

class PostgresStandingsTest extends StandingsContract {
    PostgresStandingsTest() {
        super(Product.POSTGRESQL);
    }
}
