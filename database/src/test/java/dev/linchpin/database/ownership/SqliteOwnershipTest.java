package dev.linchpin.database.ownership;

import dev.linchpin.database.testing.Product;

class SqliteOwnershipTest extends OwnershipContract {
    SqliteOwnershipTest() {
        super(Product.SQLITE);
    }
}
