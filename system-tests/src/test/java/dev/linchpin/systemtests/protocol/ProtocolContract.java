package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Bed.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the protocol promises, whatever the database. */
abstract class ProtocolContract {
    private @Nullable Bed current;

    abstract Bed bed(SimulatorOptions options, Policy policy);

    Bed started(int contacts, Policy policy) {
        var bed = bed(SimulatorOptions.defaults().withRecords(contacts, 0, 0), policy);
        current = bed;
        bed.start();
        bed.settle();
        assertThat(bed.differences()).isEmpty();
        return bed;
    }

    Bed started(int contacts) {
        return started(contacts, Policy.MANUAL);
    }

    @AfterEach
    void stop() {
        if (current != null) {
            current.close();
        }
    }

    private static String anyRecord(Bed bed) {
        return Objects.requireNonNull(bed.value("select hubspot_id from " + bed.table() + " order by id limit 1"));
    }

    private static @Nullable String inRow(Bed bed, String record, String column) {
        return bed.value("select " + column + " from " + bed.table() + " where hubspot_id = '" + record + "'");
    }

    private static List<Conflict> conflicts(Bed bed) {
        return bed.inspection().conflicts(Filter.NONE, null, 100).items().stream()
                .map(view -> view.conflict())
                .toList();
    }

    private static void update(Bed bed, String record, String column, String value) {
        bed.sql("update " + bed.table() + " set " + column + " = '" + value + "' where hubspot_id = '" + record + "'");
    }

    @Test
    void everything_in_hubspot_is_loaded_once() {
        var bed = started(250);

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("250");
    }

    @Test
    void a_row_edited_with_plain_sql_changes_hubspot() {
        var bed = started(3);
        var record = anyRecord(bed);

        update(bed, record, "phone", "+49 30 1234");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("+49 30 1234");
    }

    @Test
    void an_edit_in_hubspot_changes_the_row() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.edit(record, "phone", "+49 30 5678");
        bed.settle();

        assertThat(inRow(bed, record, "phone")).isEqualTo("+49 30 5678");
    }

    @Test
    void an_edit_in_hubspot_whose_webhook_is_lost_is_found_by_the_poll() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.webhooks = false;
        bed.edit(record, "phone", "+49 30 5678");
        bed.run(Duration.ofMinutes(1));

        assertThat(inRow(bed, record, "phone")).isEqualTo("+49 30 5678");
    }

    @Test
    void in_step_and_idle_nothing_is_written() {
        var bed = started(50);
        bed.edit(anyRecord(bed), "email", "  Mixed.Case@Example.COM ");
        update(bed, anyRecord(bed), "loyalty_points", "1.50");
        bed.settle();
        var writes = bed.stats().path("writes").toString();
        var entries = bed.inspection().journal(Filter.NONE, null, 500).items().size();

        bed.run(Duration.ofMinutes(3));

        assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
        assertThat(bed.inspection().journal(Filter.NONE, null, 500).items()).hasSize(entries);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_inserted_row_becomes_one_record() {
        var bed = started(0);

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('Ada@Example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_created_in_hubspot_becomes_one_row() {
        var bed = started(0);

        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"firstname\":\"Ada\"}}");
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_and_a_record_with_one_address_become_one_link() {
        var bed = started(0);

        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"firstname\":\"Ada\"}}");
        bed.sql("insert into " + bed.table() + " (email, jobtitle) values ('ADA@example.com', 'Countess')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_create_whose_answer_is_lost_exists_once() {
        var bed = started(0);
        bed.loseAnswer(path("/contacts/batch/upsert"));

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada@example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_create_whose_request_is_lost_is_sent_again() {
        var bed = started(0);
        bed.loseRequest(path("/contacts/batch/upsert"));

        bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada@example.com', 'Ada')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_process_killed_between_create_and_answer_makes_no_second_record() {
        var bed = started(0);
        bed.after(path("/contacts/batch/upsert"), () -> {
            throw new Bed.Killed();
        });
        bed.sql("insert into " + bed.table() + " (firstname) values ('No address')");

        assertThat(runUntilKilled(bed)).isTrue();
        bed.restart();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    private static boolean runUntilKilled(Bed bed) {
        try {
            bed.settle();
            return false;
        } catch (Bed.Killed killed) {
            return true;
        }
    }

    @Test
    void an_update_whose_answer_is_lost_is_settled_and_makes_no_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.loseAnswer(path("/contacts/batch/update"));

        update(bed, record, "phone", "1");
        bed.settle();
        update(bed, record, "phone", "2");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("2");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_update_whose_request_is_lost_is_sent_again_after_its_deadline() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.loseRequest(path("/contacts/batch/update"));

        update(bed, record, "phone", "1");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("1");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_process_killed_after_an_update_was_carried_out_takes_it_for_its_own() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.after(path("/contacts/batch/update"), () -> {
            update(bed, record, "phone", "2");
            throw new Bed.Killed();
        });
        update(bed, record, "phone", "1");

        assertThat(runUntilKilled(bed)).isTrue();
        bed.restart();
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("2");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void two_quick_edits_on_one_side_never_make_a_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.before(path("/contacts/batch/update"), () -> update(bed, record, "phone", "2"));
        bed.after(path("/contacts/batch/update"), () -> update(bed, record, "phone", "3"));

        update(bed, record, "phone", "1");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("3");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void an_edit_that_our_write_replaced_becomes_a_conflict_with_both_values() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));

        update(bed, record, "phone", "from SQL");
        bed.settle();

        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.OVERWRITTEN);
            assertThat(conflict.local().text()).isEqualTo("from SQL");
            assertThat(conflict.hubspot().text()).isEqualTo("from HubSpot");
        });
    }

    @Test
    void an_overwritten_edit_can_be_brought_back() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));
        update(bed, record, "phone", "from SQL");
        bed.settle();

        var verdict = bed.engine()
                .desk()
                .resolve(conflicts(bed).getFirst().id(), new Choice.HubSpotHolds(), OptionalInt.empty());
        bed.settle();

        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from HubSpot");
        assertThat(inRow(bed, record, "phone")).isEqualTo("from HubSpot");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void under_hubspot_wins_an_overwritten_edit_comes_back_by_itself() {
        var bed = started(3, Policy.HUBSPOT_WINS);
        var record = anyRecord(bed);
        bed.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));

        update(bed, record, "phone", "from SQL");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from HubSpot");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void both_sides_changing_one_field_is_a_conflict_and_the_other_fields_go_on() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.kill();
        update(bed, record, "phone", "from SQL");
        update(bed, record, "jobtitle", "Baker");
        bed.edit(record, "phone", "from HubSpot");
        bed.edit(record, "firstname", "Grace");
        bed.start();
        bed.settle();

        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("phone");
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.BOTH_CHANGED);
        });
        assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("Baker");
        assertThat(inRow(bed, record, "firstname")).isEqualTo("Grace");
    }

    private Bed inConflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.kill();
        update(bed, record, "phone", "from SQL");
        bed.edit(record, "phone", "from HubSpot");
        bed.start();
        bed.settle();
        return bed;
    }

    @Test
    void a_conflict_settled_for_hubspot_settles_both_sides() {
        var bed = inConflict();

        bed.engine().desk().resolve(conflicts(bed).getFirst().id(), new Choice.HubSpotHolds(), OptionalInt.empty());
        bed.settle();

        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("from HubSpot");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_conflict_settled_for_the_database_settles_both_sides() {
        var bed = inConflict();

        bed.engine().desk().resolve(conflicts(bed).getFirst().id(), new Choice.DatabaseHolds(), OptionalInt.empty());
        bed.settle();

        assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("from SQL");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_conflict_settled_by_a_third_value_settles_both_sides() {
        var bed = inConflict();

        bed.engine()
                .desk()
                .resolve(
                        conflicts(bed).getFirst().id(), new Choice.ThirdValue(new Value("third")), OptionalInt.empty());
        bed.settle();

        assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("third");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_resolution_is_refused_when_a_value_moved_and_shows_the_new_pair() {
        var bed = inConflict();
        bed.webhooks = false;
        bed.edit(anyRecord(bed), "phone", "moved");

        var verdict = bed.engine()
                .desk()
                .resolve(conflicts(bed).getFirst().id(), new Choice.DatabaseHolds(), OptionalInt.of(1));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Moved.class,
                        moved -> assertThat(moved.now().hubspot().text()).isEqualTo("moved"));
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.version()).isEqualTo(2));
    }

    @Test
    void a_conflict_that_people_settle_on_the_sides_themselves_closes() {
        var bed = inConflict();

        update(bed, anyRecord(bed), "phone", "from HubSpot");
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void database_wins_decides_locally_and_keeps_the_loser_in_the_journal() {
        var bed = started(3, Policy.DATABASE_WINS);
        var record = anyRecord(bed);
        bed.kill();
        update(bed, record, "phone", "from SQL");
        bed.edit(record, "phone", "from HubSpot");
        bed.start();
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(bed.inspection().journal(Filter.NONE, null, 100).items())
                .anySatisfy(view -> assertThat(view.entry().before().text()).isEqualTo("from HubSpot"));
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_deleted_row_archives_its_record_and_nothing_revives_it() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.settle();
        bed.run(Duration.ofHours(2));

        assertThat(bed.contactsInHubSpot()).hasSize(2).doesNotContainKey(record);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archived_record_deletes_its_row() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archived_record_whose_webhook_is_lost_is_found_by_the_sweep() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.webhooks = false;
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.run(Duration.ofMinutes(70));

        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_restored_in_hubspot_gets_a_row_again() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.settle();

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"restore\":true}");
        bed.settle();

        assertThat(inRow(bed, record, "id")).isNotNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_deleted_while_its_record_is_edited_is_a_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.kill();
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.edit(record, "phone", "edited");
        bed.start();
        bed.settle();

        assertThat(bed.contactsInHubSpot()).containsKey(record);
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));
    }

    @Test
    void a_deletion_in_conflict_with_an_edit_can_be_settled_either_way() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(3);
            var record = anyRecord(bed);
            bed.kill();
            bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
            bed.edit(record, "phone", "edited");
            bed.start();
            bed.settle();

            var verdict = bed.engine().desk().resolve(conflicts(bed).getFirst().id(), choice, OptionalInt.empty());
            bed.settle();

            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            assertThat(bed.contactsInHubSpot()).hasSize(choice instanceof Choice.HubSpotHolds ? 3 : 2);
            bed.close();
        }
    }

    @Test
    void a_row_edited_while_its_record_is_archived_is_a_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.kill();
        update(bed, record, "phone", "edited");
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.start();
        bed.settle();

        assertThat(inRow(bed, record, "phone")).isEqualTo("edited");
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DELETED_AND_EDITED));
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

    @Test
    void a_second_row_with_an_address_in_use_is_a_conflict_naming_both() {
        var bed = started(0);
        bed.sql("insert into " + bed.table() + " (email) values ('ada@example.com')");
        bed.settle();
        bed.sql("insert into " + bed.table() + " (email) values ('Ada@example.com')");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.IDENTITY);
            assertThat(conflict.detail()).contains("row");
        });
    }

    @Test
    void a_bulk_update_of_a_thousand_rows_costs_at_most_thirty_calls() {
        var bed = started(1000);
        bed.calls.clear();

        bed.sql("update " + bed.table() + " set jobtitle = 'Baker'");
        bed.run(Duration.ofSeconds(10));

        assertThat(bed.contactsInHubSpot().values())
                .allSatisfy(record ->
                        assertThat(record.path("jobtitle").asString("")).isEqualTo("Baker"));
        assertThat(bed.calls.stream().filter(call -> !call.endsWith("/search"))).hasSizeLessThanOrEqualTo(30);
        bed.settle();
        assertThat(bed.stats().path("rateLimited")).isEmpty();
    }

    @Test
    void a_thousand_edits_in_hubspot_cost_at_most_thirty_calls() {
        var bed = started(1000);
        var records = bed.contactsInHubSpot().keySet();
        bed.calls.clear();

        for (var record : records) {
            bed.edit(record, "jobtitle", "Baker");
        }
        bed.run(Duration.ofSeconds(10));

        assertThat(bed.value("select count(*) from " + bed.table() + " where jobtitle = 'Baker'"))
                .isEqualTo("1000");
        assertThat(bed.calls.stream().filter(call -> !call.endsWith("/search"))).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void a_load_that_is_killed_goes_on_where_it_was() {
        var bed = bed(SimulatorOptions.defaults().withRecords(1000, 0, 0), Policy.MANUAL);
        bed.start();
        bed.run(Duration.ofMillis(30));
        bed.after(path("/contacts"), () -> {
            throw new Bed.Killed();
        });

        assertThat(runUntilKilled(bed)).isTrue();
        var loaded = Integer.parseInt(Objects.requireNonNull(bed.value("select count(*) from " + bed.table())));
        bed.calls.clear();
        bed.restart();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(bed.calls.stream().filter(call -> call.equals("GET /crm/objects/2026-09/contacts")))
                .hasSizeLessThanOrEqualTo(11 - loaded / 100 + 1);
        bed.close();
    }

    @Test
    void a_change_of_key_keeps_the_link() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.sql("update " + bed.table() + " set id = 4711, phone = 'moved' where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(3);
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("moved");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void records_merged_in_hubspot_leave_one_link_and_a_conflict_for_the_other_row() {
        var bed = started(3);
        var records = List.copyOf(bed.contactsInHubSpot().keySet());

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + records.get(1) + "\",\"mergeInto\":\"" + records.get(0)
                + "\"}");
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
    void a_clearing_that_hubspot_carries_out_is_in_step() {
        var bed = started(2);
        var record = anyRecord(bed);

        bed.sql("update " + bed.table() + " set jobtitle = null where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.inHubSpot(record, "jobtitle")).isNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_deleted_and_inserted_anew_under_its_key_while_its_record_is_archived_is_a_new_row() {
        var bed = started(2);
        var record = anyRecord(bed);
        var key = inRow(bed, record, "id");
        bed.after(
                path("/contacts/batch/archive"),
                () -> bed.sql("insert into " + bed.table() + " (id, firstname) values (" + key + ", 'Reborn')"));

        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.value("select firstname from " + bed.table() + " where id = " + key))
                .isEqualTo("Reborn");
        assertThat(bed.contactsInHubSpot()).hasSize(2).doesNotContainKey(record);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void pushing_everything_during_the_load_loses_no_page() {
        var bed = bed(SimulatorOptions.defaults().withRecords(1000, 0, 0), Policy.MANUAL);
        bed.start();
        bed.run(Duration.ofMillis(50));
        bed.engine().desk().pushAll(ObjectType.CONTACTS);
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        bed.close();
    }

    @Test
    void the_later_edit_wins_where_the_policy_says_so() {
        var bed = started(3, Policy.LATEST_WINS);
        var record = anyRecord(bed);
        bed.kill();
        // The simulated clock stands in 2026-11-20, long before the database's own: the row's edit is the later one.
        bed.edit(record, "phone", "from HubSpot");
        update(bed, record, "phone", "from SQL");
        bed.start();
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void deleting_the_row_of_a_record_that_was_merged_away_ends_its_conflict() {
        var bed = started(2);
        var records = List.copyOf(bed.contactsInHubSpot().keySet());
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + records.get(1) + "\",\"mergeInto\":\"" + records.get(0)
                + "\"}");
        bed.settle();
        var row = conflicts(bed).getFirst().linkId() == 1 ? records.get(0) : records.get(1);
        assertThat(inRow(bed, row, "id")).isNotNull();

        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + row + "'");
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void archiving_the_edited_record_of_a_deleted_row_ends_their_conflict_and_keeps_the_edit() {
        var bed = started(2);
        var record = anyRecord(bed);
        bed.kill();
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.edit(record, "phone", "edited");
        bed.start();
        bed.settle();
        assertThat(conflicts(bed)).hasSize(1);

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.inspection().journal(Filter.NONE, null, 100).items())
                .anySatisfy(view -> assertThat(view.entry().before().text()).isEqualTo("edited"));
    }

    @Test
    void a_deletion_is_not_settled_once_its_record_was_restored() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(3);
            var record = anyRecord(bed);
            bed.kill();
            update(bed, record, "phone", "edited");
            bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"archive\":true}");
            bed.start();
            bed.settle();
            bed.webhooks = false;
            bed.person("{\"objectType\":\"contacts\",\"id\":\"" + record + "\",\"restore\":true}");

            var verdict = bed.engine().desk().resolve(conflicts(bed).getFirst().id(), choice, OptionalInt.empty());
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
        bed.before(path("/contacts/batch/archive"), () -> {
            bed.edit(record, "phone", "edited");
            bed.sql("insert into " + bed.table() + " (id, firstname) values (" + key + ", 'Reborn')");
        });

        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.inspection().journal(Filter.NONE, null, 100).items())
                .anySatisfy(view -> assertThat(view.entry().before().text()).isEqualTo("edited"));
        assertThat(bed.differences()).isEmpty();
    }
}
