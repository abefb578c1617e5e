package dev.linchpin.database.findings;

import dev.linchpin.database.testing.Product;

class PostgresFindingsTest extends FindingsContract {
    PostgresFindingsTest() {
        super(Product.POSTGRESQL);
    }
}
