package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class SqliteShapesTest extends ShapesContract {
    SqliteShapesTest() {
        super(Product.SQLITE);
    }

    @Override
    String json() {
        return "text";
    }
}
