package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Differences.Scope;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Standings.OfType;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of how the two sides stand is true: a difference that nobody knew of shows after the next check, until it is gone. */
abstract class DifferencesContract extends UnseenContract {
    DifferencesContract(Place place) {
        super(place);
    }

    private static OfType contacts(Bed bed) {
        return Objects.requireNonNull(bed.database).standings().types().getFirst();
    }

    private static long differing(Bed bed) {
        return contacts(bed).differing();
    }

    private static void look(Bed bed, String record) {
        bed.run(Duration.ofSeconds(1));
        bed.engine().desk().look(List.of(new Mark.OfRecord(ObjectType.CONTACTS, new HubSpotId(record), Cause.PERSON)));
    }

    @Test
    void two_equal_sides_show_no_difference_after_a_check() {
        var bed = still();

        verify(bed);

        var contacts = contacts(bed);
        assertThat(contacts.linked()).isEqualTo(5);
        assertThat(contacts.inSync()).isEqualTo(5);
        assertThat(contacts.differing()).isZero();
        assertThat(Objects.requireNonNull(contacts.checked()).scope()).isEqualTo(Scope.FULL);
    }

    @Test
    void a_row_changed_unseen_differs_after_the_next_check_until_it_is_mended() {
        var bed = still();
        var record = anyRecord(bed);
        changeUnseen(bed, record);
        assertThat(differing(bed)).isZero();

        verify(bed);
        assertThat(differing(bed)).isEqualTo(1);
        bed.run(Duration.ofMinutes(1));
        assertThat(differing(bed)).isEqualTo(1);

        look(bed, record);
        assertThat(differing(bed)).as("it is known to be looked at").isZero();
        assertThat(contacts(bed).pending()).isEqualTo(1);
        bed.settle();
        assertThat(differing(bed)).isZero();
        assertThat(contacts(bed).inSync()).isEqualTo(5);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_changed_while_nothing_told_differs_after_the_next_check_until_a_later_one_finds_it_gone() {
        var bed = still();
        var record = anyRecord(bed);
        var before = inRow(bed, record, "phone");
        editUnseen(bed, record, "phone", "unseen");
        verify(bed);
        assertThat(differing(bed)).isEqualTo(1);

        editUnseen(bed, record, "phone", before == null ? "" : before);
        assertThat(differing(bed)).isEqualTo(1);
        verify(bed);
        assertThat(differing(bed)).isZero();
    }

    @Test
    void rows_that_came_and_went_unseen_differ_until_they_are_mended() {
        var bed = still();
        unseen(bed, "insert into " + bed.table() + " (email) values ('unseen@example.com')");
        unseen(bed, "delete from " + bed.table() + " where hubspot_id = '" + anyRecord(bed) + "'");

        verify(bed);
        assertThat(differing(bed)).isEqualTo(2);

        bed.run(Duration.ofSeconds(1));
        bed.store().reconciliations().request(ObjectType.CONTACTS, true, "test", false);
        bed.run(Duration.ofMinutes(1));
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        assertThat(differing(bed)).isZero();
    }

    @Test
    void a_row_that_was_alone_and_is_gone_unseen_is_found_gone() {
        var bed = still();
        unseen(bed, "insert into " + bed.table() + " (email) values ('unseen@example.com')");
        verify(bed);
        assertThat(differing(bed)).isEqualTo(1);

        unseen(bed, "delete from " + bed.table() + " where email = 'unseen@example.com'");
        bed.run(Duration.ofSeconds(1));
        verify(bed);

        assertThat(differing(bed)).isZero();
    }

    @Test
    void a_difference_that_turns_into_a_conflict_is_one() {
        var bed = still();
        var record = anyRecord(bed);
        changeUnseen(bed, record);
        verify(bed);

        bed.edit(record, "phone", "theirs");
        bed.run(Duration.ofMinutes(1));
        bed.settle();

        assertThat(contacts(bed).conflicts()).isEqualTo(1);
        assertThat(contacts(bed).inSync()).isEqualTo(4);
        assertThat(differing(bed)).isZero();
    }

    @Test
    void the_rolling_verifier_tells_when_it_has_come_past_everything() {
        var bed = still(Duration.ofMinutes(5), Duration.ofDays(3_650), LocalTime.of(7, 0));
        var began = bed.clock.instant();

        bed.run(Duration.ofMinutes(8));

        var checked = Objects.requireNonNull(contacts(bed).checked());
        assertThat(checked.scope()).isEqualTo(Scope.ROLLING);
        assertThat(checked.at()).isBetween(began, bed.clock.instant());
    }
}
