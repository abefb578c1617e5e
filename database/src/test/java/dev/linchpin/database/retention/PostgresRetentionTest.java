package dev.linchpin.database.retention;

import dev.linchpin.database.testing.Product;

class PostgresRetentionTest extends RetentionContract {
    PostgresRetentionTest() {
        super(Product.POSTGRESQL);
    }
}
