package dev.linchpin.database.feeds;

import dev.linchpin.database.testing.Product;

class MariaDbFeedsTest extends FeedsContract {
    MariaDbFeedsTest() {
        super(Product.MARIADB);
    }
}
