package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Side;
import org.junit.jupiter.api.Test;

/** Values that the other side refuses. */
abstract class RefusalsContract extends BedContract {
    RefusalsContract(Place place) {
        super(place);
    }

    @Test
    void a_bad_value_is_one_dead_letter_and_the_other_ninety_nine_are_delivered() {
        var bed = started(100);
        bed.sql("update " + bed.table() + " set jobtitle = 'Baker'");
        bed.sql("update " + bed.table() + " set lifecyclestage = 'nonsense' where hubspot_id = '" + anyRecord(bed)
                + "'");
        bed.settle();

        assertThat(bed.contactsInHubSpot().values())
                .allSatisfy(record ->
                        assertThat(record.path("jobtitle").asString("")).isEqualTo("Baker"));
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.letter().field()).isEqualTo("lifecyclestage");
                    assertThat(view.letter().message()).contains("nonsense").contains("allowed options");
                });
    }

    @Test
    void correcting_the_row_heals_its_dead_letter() {
        var bed = started(2);
        update(bed, anyRecord(bed), "lifecyclestage", "nonsense");
        bed.settle();

        update(bed, anyRecord(bed), "lifecyclestage", "customer");
        bed.settle();

        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_inserted_row_with_a_bad_value_is_created_without_it() {
        var bed = started(0);
        bed.sql("insert into " + bed.table()
                + " (email, lifecyclestage) values ('ada@example.com', 'nonsense'), ('grace@example.com', 'lead')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).hasSize(1);
        assertThat(bed.differences()).hasSize(1).allMatch(difference -> difference.contains("nonsense"));
    }

    /** A contact whose jobtitle of HubSpot, Captain, its row refuses, since there is one already. */
    private String withSecondCaptain(Bed bed) {
        if (place == Place.MARIADB) {
            // There are no partial indexes.
            bed.sql(
                    "alter table " + bed.table() + " add column captain boolean"
                            + " as (case when jobtitle = 'Captain' then true end) stored invisible, add unique one_captain (captain)");
        } else {
            bed.sql("create unique index one_captain on " + bed.table() + " (jobtitle) where jobtitle = 'Captain'");
        }
        update(bed, anyRecord(bed), "jobtitle", "Captain");
        bed.settle();
        var second = String.valueOf(bed.value("select max(hubspot_id) from " + bed.table()));
        bed.edit(second, "jobtitle", "Captain");
        bed.settle();
        return second;
    }

    private static DeadLetter letter(Bed bed) {
        var letters = bed.inspection().deadLetters(Filter.NONE, null, 10).items();
        assertThat(letters).hasSize(1);
        return letters.getFirst().letter();
    }

    @Test
    void correcting_a_value_that_a_row_refused_corrects_both_sides() {
        var bed = started(2);
        var second = withSecondCaptain(bed);
        assertThat(letter(bed).side()).isEqualTo(Side.DATABASE);

        assertThat(bed.engine().desk().correct(letter(bed).id(), Value.of("Bosun")))
                .isEqualTo(new Verdict.Accepted());
        bed.settle();

        assertThat(inRow(bed, second, "jobtitle")).isEqualTo("Bosun");
        assertThat(bed.inHubSpot(second, "jobtitle")).isEqualTo("Bosun");
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_correction_that_the_row_refuses_too_changes_nothing() {
        var bed = started(2);
        var second = withSecondCaptain(bed);
        var before = inRow(bed, second, "jobtitle");

        assertThat(bed.engine().desk().correct(letter(bed).id(), Value.of("Captain")))
                .isInstanceOf(Verdict.Unsuitable.class);
        bed.settle();

        assertThat(inRow(bed, second, "jobtitle")).isEqualTo(before);
        assertThat(bed.inHubSpot(second, "jobtitle")).isEqualTo("Captain");
        assertThat(letter(bed).refused()).isEqualTo(Value.of("Captain"));
    }

    @Test
    void a_correction_of_what_has_moved_in_hubspot_since_overwrites_nothing() {
        var bed = started(2);
        var second = withSecondCaptain(bed);
        var letter = letter(bed);
        bed.edit(second, "jobtitle", "Cook");

        assertThat(bed.engine().desk().correct(letter.id(), Value.of("Bosun"))).isInstanceOf(Verdict.Unsuitable.class);
        bed.settle();

        assertThat(inRow(bed, second, "jobtitle")).isEqualTo("Cook");
        assertThat(bed.inHubSpot(second, "jobtitle")).isEqualTo("Cook");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void many_dead_letters_are_retried_and_discarded_at_once() {
        var bed = started(300);
        bed.sql("update " + bed.table() + " set lifecyclestage = 'nonsense'");
        bed.settle();
        var ids = bed.inspection().deadLetters(Filter.NONE, null, 500).items().stream()
                .map(view -> view.letter().id())
                .toList();
        assertThat(ids).hasSize(300);

        assertThat(bed.engine().desk().discard(ids.subList(0, 250))).isEqualTo(250);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 500).items()).hasSize(50);

        assertThat(bed.engine().desk().retry(ids)).isEqualTo(300);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 500).items()).isEmpty();
        bed.settle();
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 500).items()).hasSize(300);
        assertThat(bed.engine().desk().retry(ids)).isZero();
    }
}
