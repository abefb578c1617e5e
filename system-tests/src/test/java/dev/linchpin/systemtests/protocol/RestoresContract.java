package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What each deletes policy leaves standing, and what comes back when a record is restored. */
abstract class RestoresContract extends BedContract {
    RestoresContract(Place place) {
        super(place);
    }

    private Bed started(OnRowDeleted onRow, OnRecordArchived onRecord) {
        var all = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL);
        var mapping =
                new ObjectMapping(all.type(), all.layout(), all.fields(), all.identity(), new Deletes(onRow, onRecord));
        return started(
                bed(SimulatorOptions.defaults().withRecords(3, 0, 0), List.of(mapping), EngineSettings.defaults()));
    }

    private static void deleteRow(Bed bed, String record) {
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
    }

    @Test
    void a_restored_record_goes_on_with_the_row_that_was_marked_and_the_mark_is_cleared() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.MARK);
        var record = anyRecord(bed);
        var row = inRow(bed, record, "id");
        bed.archive(record);
        bed.settle();
        assertThat(inRow(bed, record, "deleted_at")).isNotNull();

        bed.restore(record);
        bed.settle();

        assertThat(inRow(bed, record, "id")).isEqualTo(row);
        assertThat(inRow(bed, record, "deleted_at")).isNull();
        assertThat(bed.differences()).isEmpty();
        update(bed, record, "phone", "goes on");
        bed.settle();
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("goes on");
    }

    @Test
    void what_was_edited_while_the_record_was_gone_is_merged_by_what_both_sides_last_agreed_on() {
        for (var policy : List.of(OnRecordArchived.MARK, OnRecordArchived.UNLINK)) {
            var bed = started(OnRowDeleted.ARCHIVE, policy);
            var record = anyRecord(bed);
            bed.archive(record);
            bed.settle();
            bed.kill();
            update(bed, record, "phone", "from SQL");
            update(bed, record, "firstname", "SQL");
            bed.restore(record);
            bed.edit(record, "jobtitle", "from HubSpot");
            bed.edit(record, "firstname", "HubSpot");
            bed.start();
            bed.settle();

            assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
            assertThat(inRow(bed, record, "jobtitle")).isEqualTo("from HubSpot");
            assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.BOTH_CHANGED);
                assertThat(conflict.field()).isEqualTo("firstname");
            });
            bed.close();
        }
    }

    @Test
    void an_edit_of_a_row_whose_record_is_gone_is_a_conflict_that_a_restore_ends() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var record = anyRecord(bed);
        bed.archive(record);
        bed.settle();
        update(bed, record, "phone", "edited");
        bed.settle();
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));

        bed.restore(record);
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("edited");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_edit_given_up_for_a_deletion_gives_way_to_the_record_if_that_is_restored() {
        for (var policy : List.of(OnRecordArchived.MARK, OnRecordArchived.UNLINK)) {
            var bed = started(OnRowDeleted.ARCHIVE, policy);
            var record = anyRecord(bed);
            var phone = bed.inHubSpot(record, "phone");
            bed.kill();
            bed.archive(record);
            update(bed, record, "phone", "given up");
            bed.start();
            bed.settle();
            var conflict = conflicts(bed).getFirst();
            bed.engine().desk().resolve(conflict.id(), new Choice.HubSpotHolds(), OptionalInt.empty());
            bed.settle();

            bed.restore(record);
            bed.settle();

            assertThat(bed.inHubSpot(record, "phone")).isEqualTo(phone);
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void rows_that_outlived_their_merged_record_are_known_again_when_it_is_restored() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var records = bed.contactsInHubSpot().keySet().stream().sorted().toList();
        var rows = bed.query("select id from " + bed.table()).size();
        bed.kill();
        var survivor = bed.merge(ObjectType.CONTACTS, records.get(1), records.get(0));
        bed.archive(survivor);
        bed.start();
        bed.run(Duration.ofMinutes(70));
        assertThat(conflicts(bed)).isEmpty();

        bed.restore(survivor);
        bed.settle();

        assertThat(bed.query("select id from " + bed.table())).hasSize(rows);
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY));
    }

    @Test
    void a_row_inserted_under_the_key_of_one_that_outlived_its_record_is_new() {
        for (var editedBefore : List.of(false, true)) {
            var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
            var record = anyRecord(bed);
            var row = inRow(bed, record, "id");
            bed.archive(record);
            bed.settle();
            if (editedBefore) {
                update(bed, record, "phone", "edited");
                bed.settle();
                assertThat(conflicts(bed)).hasSize(1);
            }

            bed.sql("delete from " + bed.table() + " where id = " + row);
            bed.sql("insert into " + bed.table() + " (id, email) values (" + row + ", 'new@example.com')");
            bed.settle();

            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            assertThat(bed.contactsInHubSpot()).hasSize(3);
            bed.close();
        }
    }

    @Test
    void a_row_that_outlived_its_record_revives_nothing_under_another_key_and_is_found_by_a_restore() {
        for (var policy : List.of(OnRecordArchived.MARK, OnRecordArchived.UNLINK)) {
            var bed = started(OnRowDeleted.ARCHIVE, policy);
            var record = anyRecord(bed);
            bed.archive(record);
            bed.settle();

            bed.sql("update " + bed.table() + " set id = 77 where hubspot_id = '" + record + "'");
            bed.settle();
            update(bed, record, "phone", "edited");
            bed.settle();
            assertThat(bed.contactsInHubSpot()).hasSize(2);

            bed.restore(record);
            bed.settle();
            assertThat(inRow(bed, record, "id")).isEqualTo("77");
            assertThat(bed.inHubSpot(record, "phone")).isEqualTo("edited");
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void a_row_that_outlived_its_record_revives_nothing_though_its_key_was_changed_past_the_triggers() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var record = anyRecord(bed);
        bed.archive(record);
        bed.settle();
        bed.kill();

        bed.withoutTriggers("update " + bed.table() + " set id = 77 where hubspot_id = '" + record + "'");
        bed.start();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);

        bed.restore(record);
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(inRow(bed, record, "id")).isEqualTo("77");
    }

    @Test
    void a_row_whose_record_was_restored_only_to_be_merged_waits_for_a_person() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var records = bed.contactsInHubSpot().keySet().stream().sorted().toList();
        var alone = inRow(bed, records.get(0), "id");
        var heir = inRow(bed, records.get(1), "id");
        bed.archive(records.get(0));
        bed.settle();

        bed.kill();
        bed.restore(records.get(0));
        var survivor = bed.merge(ObjectType.CONTACTS, records.get(1), records.get(0));
        bed.start();
        bed.settle();

        assertThat(inRow(bed, survivor, "id")).isEqualTo(heir);
        assertThat(bed.inspection().conflicts(Filter.NONE, null, 100).items())
                .singleElement()
                .satisfies(view -> assertThat(view.row()).hasToString(alone));
    }

    @Test
    void a_restored_survivor_goes_back_to_the_row_that_had_it_though_it_bears_the_linchpin_id_of_another() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.MARK);
        var loaded = bed.contactsInHubSpot().keySet().stream().sorted().toList().getFirst();
        var heir = inRow(bed, loaded, "id");
        bed.sql("insert into " + bed.table() + " (email) values ('ada@example.com')");
        bed.settle();
        var created = bed.value("select hubspot_id from " + bed.table() + " where email = 'ada@example.com'");
        var survivor = bed.merge(ObjectType.CONTACTS, String.valueOf(created), loaded);
        bed.settle();
        assertThat(bed.inHubSpot(survivor, "linchpin_id")).isNotNull();
        bed.archive(survivor);
        bed.settle();

        bed.restore(survivor);
        bed.settle();

        assertThat(inRow(bed, survivor, "id")).isEqualTo(heir);
        assertThat(bed.inspection().queue(Filter.NONE, null, 1).items()).isEmpty();
        bed.sql("update " + bed.table() + " set phone = '+49 30 1' where id = " + heir);
        bed.settle();
        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("+49 30 1");
    }

    @Test
    void a_new_row_that_looks_like_a_restored_record_leaves_it_to_the_row_that_outlived_it() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var record = anyRecord(bed);
        var row = inRow(bed, record, "id");
        var email = inRow(bed, record, "email");
        bed.archive(record);
        bed.settle();

        bed.webhooks = false;
        update(bed, record, "email", "another@example.com");
        bed.restore(record);
        bed.sql("insert into " + bed.table() + " (email) values ('" + email + "')");
        bed.settle();

        assertThat(inRow(bed, record, "id")).isEqualTo(row);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        assertThat(bed.inHubSpot(record, "email")).isEqualTo("another@example.com");
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY));
    }

    @Test
    void a_late_event_from_before_the_tombstone_revives_nothing() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        var before = bed.clock.instant();
        bed.archive(record);
        bed.settle();

        for (var kind : List.of("creation", "restore", "propertyChange")) {
            bed.store().inTransaction(tx -> tx.receive(List.of(event(record, kind, before))));
        }
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_listing_from_before_the_record_was_archived_brings_no_row_back() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.UNLINK);
        var record = anyRecord(bed);
        bed.calls.after(
                call -> call.uri().getPath().endsWith("/contacts")
                        && call.method().equals("GET"),
                () -> {
                    deleteRow(bed, record);
                    bed.run(Duration.ofSeconds(2));
                });
        Objects.requireNonNull(bed.store).inTransaction(tx -> {
            tx.watermark("load:contacts", "");
            return true;
        });
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
    }

    @Test
    void a_deletion_event_about_a_record_that_is_live_deletes_nothing() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.DELETE);
        var record = anyRecord(bed);

        bed.store().inTransaction(tx -> tx.receive(List.of(event(record, "deletion", bed.clock.instant()))));
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNotNull();
        assertThat(bed.differences()).isEmpty();
    }

    private static InboxEvent event(String record, String kind, Instant at) {
        return new InboxEvent(
                0, ObjectType.CONTACTS, new HubSpotId(record), kind, "", "", at, false, "test:" + kind + record);
    }

    @Test
    void a_record_whose_row_was_deleted_is_left_alone_where_deletions_unlink() {
        var bed = started(OnRowDeleted.UNLINK, OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        bed.kill();
        deleteRow(bed, record);
        bed.edit(record, "phone", "edited");
        bed.start();
        bed.settle();
        bed.edit(record, "phone", "edited again");
        bed.settle();
        bed.run(Duration.ofHours(1));

        assertThat(bed.contactsInHubSpot()).containsKey(record);
        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void the_next_change_of_the_record_brings_the_row_back_where_deletions_are_ignored() {
        var bed = started(OnRowDeleted.IGNORE, OnRecordArchived.DELETE);
        var record = anyRecord(bed);
        deleteRow(bed, record);
        bed.settle();
        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.contactsInHubSpot()).containsKey(record);

        bed.edit(record, "phone", "edited");
        bed.settle();

        assertThat(inRow(bed, record, "phone")).isEqualTo("edited");
        assertThat(bed.differences()).isEmpty();
    }

    private static void settleFor(Bed bed, Choice choice) {
        assertThat(conflicts(bed)).extracting(Conflict::kind).containsExactly(Conflict.Kind.DELETED_AND_EDITED);
        assertThat(resolve(bed, choice)).isInstanceOf(Verdict.Accepted.class);
        bed.settle();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void where_records_are_left_alone_too_a_person_is_asked_whether_a_row_was_deleted_before_or_after_the_restore() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(OnRowDeleted.UNLINK, OnRecordArchived.MARK);
            var record = anyRecord(bed);
            bed.archive(record);
            bed.settle();

            bed.whileDown(() -> {
                bed.restore(record);
                deleteRow(bed, record);
            });

            assertThat(inRow(bed, record, "id")).isNull();
            settleFor(bed, choice);
            bed.edit(record, "phone", "edited");
            bed.settle();
            assertThat(inRow(bed, record, "id") != null).isEqualTo(choice instanceof Choice.HubSpotHolds);
            assertThat(bed.contactsInHubSpot()).containsKey(record);
        }
    }

    @Test
    void where_records_are_left_alone_a_person_is_asked_about_a_stranger_whom_that_of_a_deleted_row_was_merged_into() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(OnRowDeleted.UNLINK, OnRecordArchived.DELETE);
            var record = anyRecord(bed);
            bed.kill();
            deleteRow(bed, record);
            var stranger = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"firstname\":\"Stranger\"}}")
                    .path("id")
                    .asString();
            var survivor = bed.merge(ObjectType.CONTACTS, record, stranger);
            bed.start();
            bed.settle();

            assertThat(inRow(bed, survivor, "id")).isNull();
            settleFor(bed, choice);
            assertThat(inRow(bed, survivor, "id") != null).isEqualTo(choice instanceof Choice.HubSpotHolds);
            assertThat(bed.contactsInHubSpot()).containsKey(survivor);
        }
    }

    @Test
    void an_edit_that_a_merge_left_pending_reaches_the_survivor_once_its_row_inherits_after_all() {
        var bed = started(OnRowDeleted.ARCHIVE, OnRecordArchived.DELETE);
        var records = bed.contactsInHubSpot().keySet().stream().sorted().toList();
        var other = inRow(bed, records.get(1), "id");
        records.forEach(record -> bed.edit(record, "phone", ""));
        bed.settle();
        bed.kill();
        update(bed, records.get(1), "phone", "pending");
        var survivor = bed.merge(ObjectType.CONTACTS, records.get(1), records.get(0));
        bed.start();
        bed.settle();
        assertThat(conflicts(bed)).extracting(Conflict::kind).contains(Conflict.Kind.MERGED_AWAY);

        bed.archive(survivor);
        bed.settle();
        bed.sql("update " + bed.table() + " set jobtitle = 'edited' where id = " + other);
        bed.settle();
        bed.restore(survivor);
        bed.settle();

        assertThat(inRow(bed, survivor, "id")).isEqualTo(other);
        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("pending");
    }

    @Test
    void a_person_is_asked_about_a_restored_record_though_another_row_has_taken_the_key_of_its_deleted_one() {
        var bed = started(OnRowDeleted.UNLINK, OnRecordArchived.MARK);
        var record = anyRecord(bed);
        var name = inRow(bed, record, "firstname");
        var row = inRow(bed, record, "id");
        bed.archive(record);
        bed.settle();

        bed.whileDown(() -> {
            bed.restore(record);
            deleteRow(bed, record);
            bed.sql("insert into " + bed.table() + " (id, firstname) values (" + row + ", 'Another')");
        });

        assertThat(conflicts(bed)).extracting(Conflict::kind).containsExactly(Conflict.Kind.IDENTITY);
        assertThat(bed.query("select firstname from " + bed.table())).doesNotContain(List.of(name));
        assertThat(resolve(bed, new Choice.KeptApart())).isInstanceOf(Verdict.Accepted.class);
        bed.settle();
        assertThat(inRow(bed, record, "firstname")).isEqualTo(name);
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }
}
