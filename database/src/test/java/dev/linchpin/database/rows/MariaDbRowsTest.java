package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class MariaDbRowsTest extends RowsContract {
    MariaDbRowsTest() {
        super(Product.MARIADB);
    }
}
