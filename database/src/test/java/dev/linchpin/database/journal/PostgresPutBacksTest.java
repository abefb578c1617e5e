package dev.linchpin.database.journal;

import dev.linchpin.database.testing.Product;

class PostgresPutBacksTest extends PutBacksContract {
    PostgresPutBacksTest() {
        super(Product.POSTGRESQL);
    }
}
