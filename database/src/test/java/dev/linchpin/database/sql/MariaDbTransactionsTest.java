package dev.linchpin.database.sql;

import dev.linchpin.database.testing.Product;

class MariaDbTransactionsTest extends TransactionsContract {
    MariaDbTransactionsTest() {
        super(Product.MARIADB);
    }
}
