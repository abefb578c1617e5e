package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** What MariaDB changes without any trigger: the sweep of the rows finds it. */
class MariaDbHiddenChangesTest extends UnseenContract {
    private static final Duration A_SWEEP = Duration.ofMinutes(70);

    MariaDbHiddenChangesTest() {
        super(Place.MARIADB);
    }

    @Test
    void rows_that_went_with_the_whole_table_are_found_to_be_gone() {
        var bed = still(Duration.ofDays(3_650), Duration.ofHours(1), LocalTime.of(7, 0));

        bed.sql("truncate table " + bed.table());
        bed.settle();
        assertThat(bed.contactsInHubSpot()).as("no trigger told").hasSize(5);
        bed.run(A_SWEEP);
        bed.settle();

        assertThat(bed.contactsInHubSpot()).isEmpty();
    }

    @Test
    void what_a_foreign_key_empties_is_carried_over() {
        var bed = still(Duration.ofDays(3_650), Duration.ofHours(1), LocalTime.of(7, 0));
        bed.sql("create table titles (title varchar(50) primary key)");
        bed.sql("insert into titles values ('Captain')");
        bed.sql("alter table " + bed.table() + " modify column jobtitle varchar(50)");
        bed.sql("update " + bed.table() + " set jobtitle = null");
        bed.sql("alter table " + bed.table()
                + " add foreign key (jobtitle) references titles (title) on delete set null");
        var record = String.valueOf(bed.value("select max(hubspot_id) from " + bed.table()));
        bed.sql("update " + bed.table() + " set jobtitle = 'Captain' where hubspot_id = '" + record + "'");
        bed.settle();
        assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("Captain");

        bed.sql("delete from titles");
        bed.run(A_SWEEP);
        bed.settle();

        assertThat(bed.inHubSpot(record, "jobtitle")).isNullOrEmpty();
    }
}
