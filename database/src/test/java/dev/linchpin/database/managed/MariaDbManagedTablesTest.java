package dev.linchpin.database.managed;

import dev.linchpin.database.testing.Product;

class MariaDbManagedTablesTest extends ManagedTablesContract {
    MariaDbManagedTablesTest() {
        super(Product.MARIADB);
    }
}
