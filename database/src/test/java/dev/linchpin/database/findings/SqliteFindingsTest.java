package dev.linchpin.database.findings;

import dev.linchpin.database.testing.Product;

class SqliteFindingsTest extends FindingsContract {
    SqliteFindingsTest() {
        super(Product.SQLITE);
    }
}
