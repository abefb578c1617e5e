package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.store.Inspection.Filter;
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
}
