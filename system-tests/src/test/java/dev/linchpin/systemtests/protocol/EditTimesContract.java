package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under {@code latest-wins} the later edit wins, wherever and however it was made. */
abstract class EditTimesContract extends BedContract {
    EditTimesContract(Place place) {
        super(place);
    }

    /** Which side was edited later. HubSpot's clock is moved to long before or long after the database's own. */
    enum Later {
        ROW,
        RECORD;

        String value() {
            return this == ROW ? "from SQL" : "from HubSpot";
        }
    }

    private Bed inStep(Later later) {
        var bed = bed(0, Policy.LATEST_WINS);
        if (later == Later.RECORD) {
            bed.clock.advance(Duration.ofDays(36_500));
        }
        started(bed);
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"phone\":\"1\"}}");
        bed.settle();
        return bed;
    }

    private static void assertWon(Bed bed, Later later) {
        assertThat(conflicts(bed)).isEmpty();
        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo(later.value());
        assertThat(bed.differences()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void the_later_of_two_edits_wins(Later later) {
        var bed = inStep(later);
        bed.kill();
        bed.edit(anyRecord(bed), "phone", "from HubSpot");
        update(bed, anyRecord(bed), "phone", "from SQL");
        bed.start();
        bed.settle();

        assertWon(bed, later);
    }

    @ParameterizedTest
    @EnumSource
    void a_field_that_is_edited_while_the_times_of_another_are_asked_for_is_decided_too(Later later) {
        var bed = inStep(later);
        bed.webhooks = false;
        bed.kill();
        var record = anyRecord(bed);
        bed.edit(record, "phone", "from HubSpot");
        update(bed, record, "phone", "from SQL");
        update(bed, record, "firstname", "from SQL");
        // The second read is the one with the times of the phone.
        var reads = path("/contacts/batch/read");
        bed.calls.before(reads, () -> bed.calls.before(reads, () -> bed.edit(record, "firstname", "from HubSpot")));
        bed.start();
        bed.settle();

        assertWon(bed, later);
        assertThat(inRow(bed, record, "firstname")).isEqualTo(later.value());
    }

    @ParameterizedTest
    @EnumSource
    void a_value_set_when_the_row_was_inserted_is_as_old_as_the_row(Later later) {
        var bed = inStep(later);
        bed.kill();
        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"eve@example.com\",\"phone\":\"from HubSpot\"}}");
        bed.sql("insert into " + bed.table() + " (email, phone) values ('eve@example.com', 'from SQL')");
        bed.start();
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.value("select phone from " + bed.table() + " where email = 'eve@example.com'"))
                .isEqualTo(later.value());
        assertThat(bed.differences()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_was_replaced_by_a_new_one_with_its_key_is_as_old_as_the_new_one(Later later) {
        var bed = inStep(later);
        var key = inRow(bed, anyRecord(bed), "id");
        var record = anyRecord(bed);
        bed.kill();
        bed.edit(record, "phone", "from HubSpot");
        bed.sql("delete from " + bed.table() + " where id = " + key);
        bed.sql("insert into " + bed.table() + " (id, hubspot_id, email, phone) values (" + key + ", " + record
                + ", 'ada@example.com', 'from SQL')");
        bed.start();
        bed.settle();

        assertWon(bed, later);
    }

    @ParameterizedTest
    @EnumSource
    void an_edit_that_our_write_replaced_comes_back_only_if_it_was_the_later_one(Later later) {
        var bed = inStep(later);
        var record = anyRecord(bed);
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));

        update(bed, record, "phone", "from SQL");
        bed.settle();

        assertWon(bed, later);
    }

    @Test
    void an_edit_whose_time_nobody_logged_is_for_a_person() {
        var bed = bed(0, Policy.LATEST_WINS);
        started(bed);
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"phone\":\"1\"}}");
        bed.settle();
        bed.kill();
        // A row that was never seen being edited: its triggers were switched off.
        bed.sql("insert into " + bed.table() + " (email, phone) values ('eve@example.com', 'from SQL')");
        bed.sql("delete from " + log() + " where operation = 'INSERT'");
        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"eve@example.com\",\"phone\":\"from HubSpot\"}}");
        bed.start();
        bed.settle();

        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.BOTH_CHANGED));
    }

    private String log() {
        return place.own("change_log");
    }
}
