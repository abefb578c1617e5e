package dev.linchpin.database.journal;

import dev.linchpin.database.testing.Product;

class SqlitePutBacksTest extends PutBacksContract {
    SqlitePutBacksTest() {
        super(Product.SQLITE);
    }
}
