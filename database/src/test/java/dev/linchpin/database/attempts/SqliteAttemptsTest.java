package dev.linchpin.database.attempts;

import dev.linchpin.database.testing.Product;

class SqliteAttemptsTest extends AttemptsContract {
    SqliteAttemptsTest() {
        super(Product.SQLITE);
    }
}
