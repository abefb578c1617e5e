package dev.linchpin.database.queue;

import dev.linchpin.database.testing.Product;

class MariaDbQueueTest extends QueueContract {
    MariaDbQueueTest() {
        super(Product.MARIADB);
    }
}
