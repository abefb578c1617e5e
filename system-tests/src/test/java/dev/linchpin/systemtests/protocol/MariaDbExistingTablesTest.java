package dev.linchpin.systemtests.protocol;

class MariaDbExistingTablesTest extends ExistingTablesContract {
    MariaDbExistingTablesTest() {
        super(Place.MARIADB);
    }

    @Override
    String json() {
        return "json";
    }

    @Override
    String generatedKey() {
        return "uuid primary key default uuid()";
    }

    @Override
    void countWrites(Bed bed) {
        bed.sql("create trigger count_writes after update on customers for each row insert into writes values (1)");
    }
}
