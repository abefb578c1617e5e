package dev.linchpin.database.links;

import dev.linchpin.database.testing.Product;

class SqliteLinksTest extends LinksContract {
    SqliteLinksTest() {
        super(Product.SQLITE);
    }
}
