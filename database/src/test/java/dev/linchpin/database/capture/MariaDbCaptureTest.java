package dev.linchpin.database.capture;

import dev.linchpin.database.testing.Product;

class MariaDbCaptureTest extends CaptureContract {
    MariaDbCaptureTest() {
        super(Product.MARIADB);
    }
}
