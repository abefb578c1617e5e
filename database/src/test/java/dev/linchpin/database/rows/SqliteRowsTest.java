package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class SqliteRowsTest extends RowsContract {
    SqliteRowsTest() {
        super(Product.SQLITE);
    }
}
