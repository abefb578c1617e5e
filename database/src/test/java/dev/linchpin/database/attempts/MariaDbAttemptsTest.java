package dev.linchpin.database.attempts;

import dev.linchpin.database.testing.Product;

class MariaDbAttemptsTest extends AttemptsContract {
    MariaDbAttemptsTest() {
        super(Product.MARIADB);
    }
}
