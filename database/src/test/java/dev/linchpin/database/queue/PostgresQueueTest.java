package dev.linchpin.database.queue;

import dev.linchpin.database.testing.Product;

class PostgresQueueTest extends QueueContract {
    PostgresQueueTest() {
        super(Product.POSTGRESQL);
    }
}
