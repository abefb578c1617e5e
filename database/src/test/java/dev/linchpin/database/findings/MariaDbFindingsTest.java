package dev.linchpin.database.findings;

import dev.linchpin.database.testing.Product;

class MariaDbFindingsTest extends FindingsContract {
    MariaDbFindingsTest() {
        super(Product.MARIADB);
    }
}
