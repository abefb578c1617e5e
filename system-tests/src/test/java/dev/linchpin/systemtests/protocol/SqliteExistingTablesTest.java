package dev.linchpin.systemtests.protocol;

class SqliteExistingTablesTest extends ExistingTablesContract {
    SqliteExistingTablesTest() {
        super(Place.SQLITE);
    }

    @Override
    String json() {
        return "text";
    }

    @Override
    String generatedKey() {
        return "text primary key default (lower(hex(randomblob(8))))";
    }

    @Override
    void countWrites(Bed bed) {
        bed.sql("create trigger count_writes after update on customers begin insert into writes values (1); end");
    }
}
