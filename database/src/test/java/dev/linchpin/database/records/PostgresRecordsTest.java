package dev.linchpin.database.records;

import dev.linchpin.database.testing.Product;

class PostgresRecordsTest extends RecordsContract {
    PostgresRecordsTest() {
        super(Product.POSTGRESQL);
    }
}
