package dev.linchpin.database.links;

import dev.linchpin.database.testing.Product;

class PostgresLinksTest extends LinksContract {
    PostgresLinksTest() {
        super(Product.POSTGRESQL);
    }
}
