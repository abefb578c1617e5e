package dev.linchpin.database.statistics;

import dev.linchpin.database.testing.Product;

class SqliteStatisticsTest extends StatisticsContract {
    SqliteStatisticsTest() {
        super(Product.SQLITE);
    }
}
