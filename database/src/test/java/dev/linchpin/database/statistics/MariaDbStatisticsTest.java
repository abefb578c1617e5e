package dev.linchpin.database.statistics;

import dev.linchpin.database.testing.Product;

class MariaDbStatisticsTest extends StatisticsContract {
    MariaDbStatisticsTest() {
        super(Product.MARIADB);
    }
}
