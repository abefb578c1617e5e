package dev.linchpin.database.statistics;

import dev.linchpin.database.testing.Product;

class PostgresStatisticsTest extends StatisticsContract {
    PostgresStatisticsTest() {
        super(Product.POSTGRESQL);
    }
}
