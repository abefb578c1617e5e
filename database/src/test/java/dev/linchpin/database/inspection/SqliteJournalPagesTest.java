package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class SqliteJournalPagesTest extends JournalPagesContract {
    SqliteJournalPagesTest() {
        super(Product.SQLITE);
    }

    @Override
    String plan(String query) {
        return person.plan("explain query plan select * from linchpin_sync_log " + query);
    }
}
