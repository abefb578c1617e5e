package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class PostgresInspectionTest extends InspectionContract {
    PostgresInspectionTest() {
        super(Product.POSTGRESQL);
    }
}
