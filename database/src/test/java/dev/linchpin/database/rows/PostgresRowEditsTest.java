package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class PostgresRowEditsTest extends RowEditsContract {
    PostgresRowEditsTest() {
        super(Product.POSTGRESQL);
    }
}
