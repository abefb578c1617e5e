package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is deleted on one side takes nothing along unasked that people put into a field which the other side lacks. */
abstract class FrozenEndingsContract extends BedContract {
    FrozenEndingsContract(Place place) {
        super(place);
    }

    private Bed watching() {
        var contacts = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        var bed = bed(SimulatorOptions.defaults().withRecords(3, 0, 0), List.of(contacts), EngineSettings.defaults());
        bed.blueprint = Blueprint.of(List.of(contacts));
        return started(bed);
    }

    private static void assertAPersonIsAsked(Bed bed) {
        assertThat(conflicts(bed)).extracting(Conflict::kind).containsExactly(Conflict.Kind.DELETED_AND_EDITED);
    }

    @Test
    void a_row_deleted_while_its_record_is_edited_in_a_field_without_a_column_is_a_conflict() {
        var bed = watching();
        var record = anyRecord(bed);
        dropColumn(bed, "jobtitle");
        update(bed, record, "phone", "from SQL");
        noticed(bed);

        bed.edit(record, "jobtitle", "Countess");
        bed.deleteRow(record);
        bed.settle();

        assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("Countess");
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED);
            assertThat(conflict.detail()).contains("jobtitle");
        });

        assertThat(resolve(bed, new Choice.DatabaseHolds())).isInstanceOf(Verdict.Accepted.class);
        bed.settle();

        assertThat(bed.contactsInHubSpot()).doesNotContainKey(record);
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_row_deleted_while_a_field_of_its_record_is_without_a_column_archives_it() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.edit(record, "jobtitle", "Countess");
        bed.settle();
        dropColumn(bed, "jobtitle");
        update(bed, record, "phone", "from SQL");
        noticed(bed);

        bed.deleteRow(record);
        bed.settle();

        assertThat(bed.contactsInHubSpot()).doesNotContainKey(record);
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_record_archived_while_its_row_is_edited_in_a_frozen_field_is_a_conflict() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        update(bed, record, "loyalty_points", "8");
        bed.settle();
        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("8");
        assertAPersonIsAsked(bed);
    }

    @Test
    void a_row_whose_frozen_field_was_edited_goes_with_its_record_once_a_person_says_so() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);
        update(bed, record, "loyalty_points", "8");
        bed.settle();
        bed.archive(record);
        bed.settle();

        assertThat(resolve(bed, new Choice.HubSpotHolds())).isInstanceOf(Verdict.Accepted.class);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_value_that_was_inserted_into_a_frozen_field_does_not_go_with_the_row_unasked() {
        var bed = watching();
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);
        for (var points : List.of("null", "8")) {
            bed.sql("insert into " + bed.table() + " (firstname, loyalty_points) values ('Points " + points + "', "
                    + points + ")");
            bed.settle();
            var record = Objects.requireNonNull(
                    bed.value("select hubspot_id from " + bed.table() + " where firstname = 'Points " + points + "'"));
            bed.archive(record);
            bed.settle();

            if (points.equals("8")) {
                assertThat(inRow(bed, record, "loyalty_points")).startsWith("8");
                assertThat(resolve(bed, new Choice.HubSpotHolds())).isInstanceOf(Verdict.Accepted.class);
                bed.settle();
            }
            assertThat(inRow(bed, record, "id")).isNull();
            assertThat(conflicts(bed)).isEmpty();
        }
    }

    @Test
    void an_edit_of_a_frozen_field_is_seen_while_the_row_is_about_to_go_with_its_record() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        bed.calls.before(Calls.path("/contacts/batch/read"), () -> update(bed, record, "loyalty_points", "8"));
        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("8");
        assertAPersonIsAsked(bed);
    }

    @Test
    void an_edit_made_before_anybody_noticed_that_its_property_is_gone_stays_with_its_row() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();

        bed.definition("DELETE", "/loyalty_points", "");
        update(bed, record, "loyalty_points", "8");
        bed.settle();
        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("8");
        assertAPersonIsAsked(bed);
    }

    private static void restoreAndEdit(Bed bed, String record) {
        bed.definition("POST", "", POINTS);
        bed.edit(record, "loyalty_points", "8");
    }

    @Test
    void an_edit_in_a_property_that_was_restored_unnoticed_does_not_go_with_its_record() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        restoreAndEdit(bed, record);
        bed.deleteRow(record);
        noticed(bed);

        assertThat(bed.inHubSpot(record, "loyalty_points")).isEqualTo("8");
        assertAPersonIsAsked(bed);
    }

    @Test
    void an_edit_in_a_property_that_was_restored_as_its_record_was_being_archived_is_not_forgotten() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        bed.calls.before(Calls.path("/contacts/batch/archive"), () -> restoreAndEdit(bed, record));
        bed.deleteRow(record);
        noticed(bed);

        assertAPersonIsAsked(bed);
    }

    @Test
    void an_edit_in_a_property_that_was_restored_unnoticed_is_in_the_journal_when_a_person_archives_its_record() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        restoreAndEdit(bed, record);
        bed.archive(record);
        noticed(bed);

        assertThat(inRow(bed, record, "id")).isNull();
        assertJournalKeeps(bed, "8");
    }

    @Test
    void a_record_whose_property_was_restored_as_it_was_goes_with_its_row() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        bed.definition("POST", "", POINTS);
        bed.deleteRow(record);
        bed.settle();

        assertThat(bed.contactsInHubSpot()).doesNotContainKey(record);
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void an_edit_of_a_column_that_has_its_name_again_unnoticed_stays_with_its_row() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        update(bed, record, "firstname", "has the schema looked at");
        noticed(bed);

        bed.sql("alter table " + bed.table() + " rename column telephone to phone");
        update(bed, record, "phone", "from SQL");
        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "phone")).isEqualTo("from SQL");
        assertAPersonIsAsked(bed);
    }

    @Test
    void an_edit_of_a_column_that_has_its_name_again_for_a_moment_stays_with_its_row() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        update(bed, record, "firstname", "has the schema looked at");
        noticed(bed);

        bed.sql("alter table " + bed.table() + " rename column telephone to phone");
        bed.run(Duration.ofSeconds(3));
        update(bed, record, "phone", "from SQL");
        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "telephone")).isEqualTo("from SQL");
        assertAPersonIsAsked(bed);
    }

    @Test
    void an_edit_made_just_before_its_column_was_renamed_stays_with_its_row() {
        var bed = watching();
        var record = anyRecord(bed);
        bed.kill();
        update(bed, record, "phone", "from SQL");
        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        bed.start();
        bed.settle();

        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "telephone")).isEqualTo("from SQL");
    }

    /** The time of the insertion is the database's own; that at which the column was missed, the clock's that the test moves. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_row_that_was_inserted_before_its_column_was_missed_does_not_go_unasked_and_a_later_one_does(boolean before) {
        var bed = watching();
        bed.kill();
        bed.sql("insert into " + bed.table() + " (firstname, phone) values ('Ada', 'from SQL')");
        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        if (before) {
            bed.clock.advance(Duration.ofDays(36_500));
        }
        bed.start();
        bed.settle();

        bed.archive(Objects.requireNonNull(
                bed.value("select hubspot_id from " + bed.table() + " where firstname = 'Ada'")));
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table() + " where firstname = 'Ada'"))
                .isEqualTo(before ? "1" : "0");
        assertThat(conflicts(bed)).hasSize(before ? 1 : 0);
    }
}
