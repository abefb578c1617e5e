package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Deletions, archivals, restores and merges. */
abstract class DeletesContract extends BedContract {
    DeletesContract(Place place) {
        super(place);
    }

    private static void deleteAndEdit(Bed bed, String record) {
        bed.whileDown(() -> {
            bed.deleteRow(record);
            bed.edit(record, "phone", "edited");
        });
    }

    private static void editAndArchive(Bed bed, String record) {
        bed.whileDown(() -> {
            update(bed, record, "phone", "edited");
            bed.archive(record);
        });
    }

    private static void assertDeletedAndEdited(Bed bed) {
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));
    }

    @Test
    void a_deleted_row_archives_its_record_and_nothing_revives_it() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.deleteRow(record);
        bed.settle();
        bed.run(Duration.ofHours(2));

        assertThat(bed.contactsInHubSpot()).hasSize(2).doesNotContainKey(record);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archived_record_deletes_its_row() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.archive(record);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archived_record_whose_webhook_is_lost_is_found_by_the_sweep() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.webhooks = false;
        bed.archive(record);
        bed.run(Duration.ofMinutes(70));

        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_restored_in_hubspot_gets_a_row_again() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.archive(record);
        bed.settle();

        bed.restore(record);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNotNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_deleted_while_its_record_is_edited_is_a_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        deleteAndEdit(bed, record);

        assertThat(bed.contactsInHubSpot()).containsKey(record);
        assertDeletedAndEdited(bed);
    }

    @Test
    void a_deletion_in_conflict_with_an_edit_can_be_settled_either_way() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(3);
            var record = anyRecord(bed);
            deleteAndEdit(bed, record);

            var verdict = resolve(bed, choice);
            bed.settle();

            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            assertThat(bed.contactsInHubSpot()).hasSize(choice instanceof Choice.HubSpotHolds ? 3 : 2);
            bed.close();
        }
    }

    @Test
    void a_row_that_is_there_again_when_its_deletion_was_settled_replaces_the_edit_that_lost() {
        var bed = started(3);
        var record = anyRecord(bed);
        update(bed, record, "phone", "agreed");
        bed.settle();
        var key = inRow(bed, record, "id");
        deleteAndEdit(bed, record);

        resolve(bed, new Choice.DatabaseHolds());
        bed.sql("insert into " + bed.table() + " (id, phone) values (" + key + ", 'agreed')");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("agreed");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_edited_while_its_record_is_archived_is_a_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        editAndArchive(bed, record);

        assertThat(inRow(bed, record, "phone")).isEqualTo("edited");
        assertDeletedAndEdited(bed);
    }

    @Test
    void records_merged_in_hubspot_leave_one_link_and_a_conflict_for_the_other_row() {
        var bed = started(3);
        var records = List.copyOf(bed.contactsInHubSpot().keySet());

        bed.merge(ObjectType.CONTACTS, records.get(1), records.get(0));
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(bed.value("select count(*) from " + bed.table()))
                .as("no row is lost")
                .isEqualTo("3");
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY);
            assertThat(conflict.detail()).contains("merged");
        });
        assertThat(bed.differences()).singleElement().asString().contains("has no record");
    }

    @Test
    void a_row_deleted_and_inserted_anew_under_its_key_while_its_record_is_archived_is_a_new_row() {
        var bed = started(2);
        var record = anyRecord(bed);
        var key = inRow(bed, record, "id");
        bed.calls.after(
                path("/contacts/batch/archive"),
                () -> bed.sql("insert into " + bed.table() + " (id, firstname) values (" + key + ", 'Reborn')"));

        bed.deleteRow(record);
        bed.settle();

        assertThat(bed.value("select firstname from " + bed.table() + " where id = " + key))
                .isEqualTo("Reborn");
        assertThat(bed.contactsInHubSpot()).hasSize(2).doesNotContainKey(record);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void deleting_the_row_of_a_record_that_was_merged_away_ends_its_conflict() {
        var bed = started(2);
        var records = List.copyOf(bed.contactsInHubSpot().keySet());
        bed.merge(ObjectType.CONTACTS, records.get(1), records.get(0));
        bed.settle();
        var row = conflicts(bed).getFirst().linkId() == 1 ? records.get(0) : records.get(1);
        assertThat(inRow(bed, row, "id")).isNotNull();

        bed.deleteRow(row);
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void archiving_the_edited_record_of_a_deleted_row_ends_their_conflict_and_keeps_the_edit() {
        var bed = started(2);
        var record = anyRecord(bed);
        deleteAndEdit(bed, record);
        assertThat(conflicts(bed)).hasSize(1);

        bed.archive(record);
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertJournalKeeps(bed, "edited");
    }

    @Test
    void a_row_goes_for_good_with_its_archived_record_though_the_two_never_agreed_on_a_field() {
        var bed = started(2);
        bed.whileDown(() -> {
            bed.person("{\"objectType\":\"contacts\",\"properties\":"
                    + "{\"email\":\"new@example.com\",\"phone\":\"from HubSpot\"}}");
            bed.sql("insert into " + bed.table() + " (email, phone) values ('new@example.com', 'from SQL')");
        });
        var created = Objects.requireNonNull(
                bed.value("select hubspot_id from " + bed.table() + " where email = 'new@example.com'"));
        bed.archive(created);
        bed.settle();
        var question = conflicts(bed).stream().filter(Conflict::isAboutRecord).findFirst();

        bed.engine().desk().resolve(question.orElseThrow().id(), new Choice.HubSpotHolds(), OptionalInt.empty());
        bed.settle();

        assertThat(inRow(bed, created, "id")).isNull();
        assertThat(conflicts(bed)).isEmpty();
        assertJournalKeeps(bed, "from SQL");
    }

    @Test
    void a_deletion_is_not_settled_once_its_record_was_restored() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(3);
            var record = anyRecord(bed);
            editAndArchive(bed, record);
            bed.webhooks = false;
            bed.restore(record);

            var verdict = resolve(bed, choice);
            bed.settle();

            assertThat(verdict).isInstanceOf(Verdict.Unsuitable.class);
            assertThat(bed.inHubSpot(record, "phone")).isEqualTo("edited");
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void an_edit_that_archiving_took_along_is_in_the_journal_even_when_the_row_is_inserted_anew() {
        var bed = started(2);
        var record = anyRecord(bed);
        var key = inRow(bed, record, "id");
        bed.calls.before(path("/contacts/batch/archive"), () -> {
            bed.edit(record, "phone", "edited");
            bed.sql("insert into " + bed.table() + " (id, firstname) values (" + key + ", 'Reborn')");
        });

        bed.deleteRow(record);
        bed.settle();

        assertJournalKeeps(bed, "edited");
        assertThat(bed.differences()).isEmpty();
    }

    private Bed unlinking() {
        var plain = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        return started(bed(
                SimulatorOptions.defaults().withRecords(3, 0, 0),
                List.of(new ObjectMapping(
                        plain.type(),
                        plain.layout(),
                        plain.fields(),
                        plain.identity(),
                        new Deletes(Deletes.OnRowDeleted.ARCHIVE, Deletes.OnRecordArchived.UNLINK))),
                EngineSettings.defaults()));
    }

    @Test
    void a_row_that_outlived_its_record_and_is_deleted_once_that_was_restored_is_a_conflict() {
        var bed = unlinking();
        var record = anyRecord(bed);
        bed.archive(record);
        bed.settle();

        bed.whileDown(() -> {
            bed.restore(record);
            bed.deleteRow(record);
        });

        assertThat(inRow(bed, record, "id")).isNull();
        assertDeletedAndEdited(bed);
    }

    @Test
    void a_record_restored_long_after_its_row_was_deleted_gets_a_row_again() {
        var bed = unlinking();
        var record = anyRecord(bed);
        bed.archive(record);
        bed.settle();
        bed.deleteRow(record);
        bed.settle();

        bed.restore(record);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNotNull();
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }
}
