package dev.linchpin.database.retention;

import dev.linchpin.database.testing.Product;

class MariaDbRetentionTest extends RetentionContract {
    MariaDbRetentionTest() {
        super(Product.MARIADB);
    }
}
