package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class MariaDbInspectionTest extends InspectionContract {
    MariaDbInspectionTest() {
        super(Product.MARIADB);
    }
}
