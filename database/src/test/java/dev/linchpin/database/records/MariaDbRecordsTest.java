package dev.linchpin.database.records;

import dev.linchpin.database.testing.Product;

class MariaDbRecordsTest extends RecordsContract {
    MariaDbRecordsTest() {
        super(Product.MARIADB);
    }
}
