package dev.linchpin.database.links;

import dev.linchpin.database.testing.Product;

class MariaDbLinksTest extends LinksContract {
    MariaDbLinksTest() {
        super(Product.MARIADB);
    }
}
