package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class SqliteInspectionTest extends InspectionContract {
    SqliteInspectionTest() {
        super(Product.SQLITE);
    }
}
