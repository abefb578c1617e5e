package dev.linchpin.systemtests.protocol;

class PostgresExistingTablesTest extends ExistingTablesContract {
    PostgresExistingTablesTest() {
        super(Place.POSTGRESQL);
    }

    @Override
    String json() {
        return "jsonb";
    }

    @Override
    String generatedKey() {
        return "uuid primary key default gen_random_uuid()";
    }

    @Override
    void countWrites(Bed bed) {
        bed.sql("create function count_writes() returns trigger language plpgsql as"
                + " 'begin insert into writes values (1); return null; end'");
        bed.sql("create trigger count_writes after update on customers for each row execute function count_writes()");
    }
}
