package dev.linchpin.database.rows;

import dev.linchpin.database.testing.Product;

class MariaDbShapesTest extends ShapesContract {
    MariaDbShapesTest() {
        super(Product.MARIADB);
    }

    @Override
    String json() {
        return "json";
    }
}
