package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class PostgresRowsTest extends RowsContract {
    PostgresRowsTest() {
        super(Product.POSTGRESQL);
    }
}
