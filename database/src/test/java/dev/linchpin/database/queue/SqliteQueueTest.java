package dev.linchpin.database.queue;

import dev.linchpin.database.testing.Product;

class SqliteQueueTest extends QueueContract {
    SqliteQueueTest() {
        super(Product.SQLITE);
    }
}
