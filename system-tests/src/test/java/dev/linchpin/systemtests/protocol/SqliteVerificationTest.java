package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class SqliteVerificationTest extends VerificationContract {
    SqliteVerificationTest() {
        super(Place.SQLITE);
    }

    /** No trigger tells of the row that has to go. */
    @Test
    void the_row_sweep_finds_what_replace_took_away() {
        var bed = still(NEVER, Duration.ofMinutes(2), LocalTime.of(7, 0));
        bed.sql("create unique index one_phone on contacts (phone)");
        bed.sql("update contacts set phone = id");
        bed.settle();
        var replaced = anyRecord(bed);

        bed.sql("insert or replace into contacts (email, phone) select 'new@row.example', phone from contacts"
                + " where hubspot_id = '" + replaced + "'");
        bed.run(Duration.ofMinutes(3));
        bed.settle();

        assertThat(bed.value("select count(*) from contacts where hubspot_id = '" + replaced + "'"))
                .isEqualTo("0");
        assertThat(bed.contactsInHubSpot()).hasSize(5);
        assertThat(bed.differences()).isEmpty();
        assertThat(verify(bed).unexplained()).isZero();
    }
}
