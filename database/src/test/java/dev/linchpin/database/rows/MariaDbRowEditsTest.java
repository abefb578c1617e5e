package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class MariaDbRowEditsTest extends RowEditsContract {
    MariaDbRowEditsTest() {
        super(Product.MARIADB);
    }
}
