package dev.linchpin.database.inspection;

import dev.linchpin.database.testing.Product;

class PostgresJournalPagesTest extends JournalPagesContract {
    PostgresJournalPagesTest() {
        super(Product.POSTGRESQL);
    }

    @Override
    String plan(String query) {
        person.does("set enable_seqscan = off");
        return person.plan("explain select * from linchpin.sync_log " + query);
    }
}
