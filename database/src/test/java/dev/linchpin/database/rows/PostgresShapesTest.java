package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class PostgresShapesTest extends ShapesContract {
    PostgresShapesTest() {
        super(Product.POSTGRESQL);
    }

    @Override
    String json() {
        return "jsonb";
    }
}
