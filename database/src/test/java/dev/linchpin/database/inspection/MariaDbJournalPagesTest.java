package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class MariaDbJournalPagesTest extends JournalPagesContract {
    MariaDbJournalPagesTest() {
        super(Product.MARIADB);
    }

    @Override
    String plan(String query) {
        return person.plan("analyze format=json select * from linchpin_sync_log " + query);
    }
}
