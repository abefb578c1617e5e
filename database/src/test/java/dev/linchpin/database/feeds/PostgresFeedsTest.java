package dev.linchpin.database.feeds;

import dev.linchpin.database.testing.Product;

class PostgresFeedsTest extends FeedsContract {
    PostgresFeedsTest() {
        super(Product.POSTGRESQL);
    }
}
