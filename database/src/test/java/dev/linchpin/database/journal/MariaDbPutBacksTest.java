package dev.linchpin.database.journal;

import dev.linchpin.database.testing.Product;

class MariaDbPutBacksTest extends PutBacksContract {
    MariaDbPutBacksTest() {
        super(Product.MARIADB);
    }
}
