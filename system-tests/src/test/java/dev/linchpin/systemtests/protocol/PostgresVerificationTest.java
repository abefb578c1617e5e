package dev.linchpin.systemtests.protocol;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class PostgresVerificationTest extends VerificationContract {
    PostgresVerificationTest() {
        super(Place.POSTGRESQL);
    }

    @Test
    void the_row_sweep_mends_what_was_written_as_replication_does() {
        mends(
                (bed, record) -> bed.sql("set session_replication_role = replica; update " + bed.table()
                        + " set phone = 'unseen' where hubspot_id = '" + record + "'"),
                still(NEVER, Duration.ofMinutes(2), LocalTime.of(7, 0)),
                Duration.ofMinutes(3));
    }
}
