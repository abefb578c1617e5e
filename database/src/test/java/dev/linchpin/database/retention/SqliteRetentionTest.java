package dev.linchpin.database.retention;

import dev.linchpin.database.testing.Product;

class SqliteRetentionTest extends RetentionContract {
    SqliteRetentionTest() {
        super(Product.SQLITE);
    }
}
