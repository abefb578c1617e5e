package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class SqliteRowEditsTest extends RowEditsContract {
    SqliteRowEditsTest() {
        super(Product.SQLITE);
    }
}
