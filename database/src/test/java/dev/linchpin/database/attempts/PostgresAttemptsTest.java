package dev.linchpin.database.attempts;

import dev.linchpin.database.testing.Product;

class PostgresAttemptsTest extends AttemptsContract {
    PostgresAttemptsTest() {
        super(Product.POSTGRESQL);
    }
}
