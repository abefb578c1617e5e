package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    /** Detaching fires no trigger; the rows are gone from the table all the same. */
    @Test
    void a_partitioned_table_is_kept_in_step_and_rows_of_a_detached_partition_are_found_gone() {
        var bed = branches(branchesWithIds());
        bed.sql("drop table branches");
        bed.sql(
                "create table branches (country varchar(20) not null, number integer not null, name varchar(40),"
                        + " domain varchar(40), hubspot varchar(20), primary key (country, number)) partition by list (country)");
        bed.sql("create table branches_fr partition of branches for values in ('fr')");
        bed.sql("create table branches_it partition of branches for values in ('it')");
        bed.start();
        bed.sql("insert into branches (country, number, name, domain) values ('fr', 1, 'Paris', 'paris.example'),"
                + " ('it', 1, 'Rome', 'rome.example')");
        bed.settle();
        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(2);
        bed.sql("update branches_it set name = 'Roma'");
        bed.settle();
        var rome = String.valueOf(bed.value("select hubspot from branches where country = 'it'"));
        assertThat(shown(bed, rome, "name")).isEqualTo("Roma");

        bed.sql("alter table branches detach partition branches_fr");
        bed.run(Duration.ofMinutes(65));
        bed.settle();

        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(1);
        assertThat(bed.query("select name, hubspot is null from branches_fr")).containsExactly(List.of("Paris", "f"));
    }
}
