package dev.linchpin.database.records;

import dev.linchpin.database.testing.Product;

class SqliteRecordsTest extends RecordsContract {
    SqliteRecordsTest() {
        super(Product.SQLITE);
    }
}
