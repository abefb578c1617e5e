package dev.linchpin.database.feeds;

import dev.linchpin.database.testing.Product;

class SqliteFeedsTest extends FeedsContract {
    SqliteFeedsTest() {
        super(Product.SQLITE);
    }
}
