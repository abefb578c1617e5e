package dev.linchpin.database.ownership;

import dev.linchpin.database.testing.Product;

class MariaDbOwnershipTest extends OwnershipContract {
    MariaDbOwnershipTest() {
        super(Product.MARIADB);
    }
}
