package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two records become one in HubSpot: one row inherits it, and nothing that people wrote is lost. */
abstract class MergesContract extends BedContract {
    MergesContract(Place place) {
        super(place);
    }

    /** Answers the survivor's id, which is a new one. */
    private static String merge(Bed bed, String other, String primary) {
        return bed.person("{\"objectType\":\"contacts\",\"id\":\"" + other + "\",\"mergeInto\":\"" + primary + "\"}")
                .path("id")
                .asString();
    }

    private static List<String> records(Bed bed) {
        return bed.contactsInHubSpot().keySet().stream().sorted().toList();
    }

    /** The row's key, by the record it belongs to now. */
    private static String rowOf(Bed bed, String record) {
        return Objects.requireNonNull(inRow(bed, record, "id"));
    }

    private static String value(Bed bed, String row, String column) {
        return String.valueOf(bed.value("select " + column + " from " + bed.table() + " where id = '" + row + "'"));
    }

    private static ConflictView onlyConflict(Bed bed, Conflict.Kind kind) {
        var found = bed.inspection().conflicts(Filter.NONE, null, 100).items().stream()
                .filter(view -> view.conflict().kind() == kind)
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static Verdict resolve(Bed bed, Conflict.Kind kind, Choice choice) {
        var verdict =
                bed.engine().desk().resolve(onlyConflict(bed, kind).conflict().id(), choice, OptionalInt.empty());
        bed.settle();
        return verdict;
    }

    @Test
    void the_row_of_the_primary_record_inherits_the_survivor_and_the_other_row_waits_for_a_person() {
        var bed = started(3);
        var records = records(bed);
        var heir = rowOf(bed, records.get(0));
        var other = rowOf(bed, records.get(1));
        bed.sql("alter table " + bed.table() + " add column note varchar(50)");
        bed.sql("update " + bed.table() + " set note = 'only here'");

        var survivor = merge(bed, records.get(1), records.get(0));
        bed.settle();

        assertThat(rowOf(bed, survivor)).isEqualTo(heir);
        assertThat(onlyConflict(bed, Conflict.Kind.IDENTITY).row()).hasToString(other);
        assertThat(bed.query("select note from " + bed.table())).hasSize(3).containsOnly(List.of("only here"));
        assertThat(bed.differences()).singleElement().asString().contains("row " + other + " has no record");
    }

    @Test
    void a_conflict_over_a_deleted_row_ends_with_the_merge_of_its_record_even_if_only_the_heir_notices() {
        var bed = started(3);
        var records = records(bed);
        var heir = rowOf(bed, records.get(0));
        bed.kill();
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + records.get(1) + "'");
        bed.edit(records.get(1), "phone", "edited");
        bed.start();
        bed.settle();
        onlyConflict(bed, Conflict.Kind.DELETED_AND_EDITED);

        bed.webhooks = false;
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.sql("update " + bed.table() + " set jobtitle = 'edited' where id = " + heir);
        bed.settle();

        assertThat(rowOf(bed, survivor)).isEqualTo(heir);
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_that_was_merged_away_can_be_kept_unlinked() {
        var bed = started(3);
        var records = records(bed);
        var other = rowOf(bed, records.get(1));
        merge(bed, records.get(1), records.get(0));
        bed.settle();

        assertThat(resolve(bed, Conflict.Kind.IDENTITY, new Choice.DatabaseHolds()))
                .isInstanceOf(Verdict.Accepted.class);
        bed.engine().desk().pushAll(bed.contacts().type());
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(value(bed, other, "id")).isEqualTo(other);
        assertThat(bed.contactsInHubSpot()).hasSize(2);
    }

    @Test
    void a_row_that_was_merged_away_can_be_deleted() {
        var bed = started(3);
        var records = records(bed);
        merge(bed, records.get(1), records.get(0));
        bed.settle();
        update(bed, records.get(1), "jobtitle", "not sent");

        assertThat(resolve(bed, Conflict.Kind.IDENTITY, new Choice.HubSpotHolds()))
                .isInstanceOf(Verdict.Accepted.class);

        assertJournalKeeps(bed, "not sent");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(2);
    }

    @Test
    void a_survivor_gets_a_row_again_when_a_person_lets_go_of_the_only_one_that_led_there() {
        var bed = started(3);
        var records = records(bed);
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.settle();
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + survivor + "'");
        bed.settle();
        bed.webhooks = false;
        bed.set("{\"searchLag\":\"1h\"}");
        bed.restore(ObjectType.CONTACTS, survivor);

        assertThat(resolve(bed, Conflict.Kind.IDENTITY, new Choice.HubSpotHolds()))
                .isInstanceOf(Verdict.Accepted.class);
        bed.run(Duration.ofSeconds(10));

        assertThat(inRow(bed, survivor, "id")).isNotNull();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_edit_of_the_surviving_row_meets_what_the_merge_made_of_the_record() {
        var bed = started(3);
        var records = records(bed);
        bed.kill();
        update(bed, records.get(0), "phone", "from SQL");
        bed.edit(records.get(0), "jobtitle", "from HubSpot");
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.start();
        bed.settle();

        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("from SQL");
        assertThat(inRow(bed, survivor, "jobtitle")).isEqualTo("from HubSpot");
    }

    @Test
    void a_pending_edit_of_the_absorbed_row_becomes_a_conflict_and_can_be_brought_over() {
        for (var choice : List.of(new Choice.HubSpotHolds(), new Choice.DatabaseHolds())) {
            var bed = started(3);
            var records = records(bed);
            var before = inRow(bed, records.get(0), "phone");
            bed.kill();
            update(bed, records.get(1), "phone", "not sent yet");
            var survivor = merge(bed, records.get(1), records.get(0));
            bed.start();
            bed.settle();

            var pending = onlyConflict(bed, Conflict.Kind.MERGED_AWAY);
            assertThat(pending.record()).hasToString(survivor);
            assertThat(pending.conflict().hubspot().text()).isEqualTo("not sent yet");
            assertThat(resolve(bed, Conflict.Kind.MERGED_AWAY, choice)).isInstanceOf(Verdict.Accepted.class);

            assertThat(bed.inHubSpot(survivor, "phone"))
                    .isEqualTo(choice instanceof Choice.HubSpotHolds ? "not sent yet" : before)
                    .isEqualTo(inRow(bed, survivor, "phone"));
            assertThat(conflicts(bed)).hasSize(1);
            bed.close();
        }
    }

    @Test
    void a_write_that_reached_the_survivor_of_a_merge_and_replaced_an_unseen_edit_is_a_conflict_of_the_heir() {
        for (var intoWhichOne : List.of(0, 1)) {
            var bed = started(3);
            var records = records(bed);
            var writing = records.get(1 - intoWhichOne);
            var primary = records.get(intoWhichOne);
            bed.webhooks = false;
            bed.edit(primary, "phone", "unseen");
            bed.calls.before(path("/contacts/batch/update"), () -> {
                merge(bed, writing, primary);
                bed.webhooks = true;
            });

            update(bed, writing, "phone", "written");
            bed.settle();

            var survivor = records(bed).getLast();
            assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("written");
            var conflict = onlyConflict(bed, Conflict.Kind.OVERWRITTEN);
            assertThat(conflict.record()).hasToString(survivor);
            assertThat(conflict.conflict().local().text()).isEqualTo("written");
            assertThat(conflict.conflict().hubspot().text()).isEqualTo("unseen");

            assertThat(resolve(bed, Conflict.Kind.OVERWRITTEN, new Choice.HubSpotHolds()))
                    .isInstanceOf(Verdict.Accepted.class);
            assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("unseen");
            assertThat(inRow(bed, survivor, "phone")).isEqualTo("unseen");
            bed.close();
        }
    }

    @Test
    void an_edit_that_was_replaced_before_the_merge_is_a_conflict_of_the_heir_whichever_record_was_written() {
        for (var intoWhichOne : List.of(0, 1)) {
            var bed = started(3);
            var records = records(bed);
            var writing = records.get(1 - intoWhichOne);
            bed.webhooks = false;
            bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(writing, "phone", "unseen"));
            update(bed, writing, "phone", "written");
            bed.run(Duration.ofMillis(300));
            assertThat(bed.inHubSpot(writing, "phone")).isEqualTo("written");

            merge(bed, records.get(1), records.get(0));
            bed.webhooks = true;
            bed.settle();
            bed.run(Duration.ofMinutes(10));
            bed.settle();

            var conflict = onlyConflict(bed, Conflict.Kind.OVERWRITTEN);
            assertThat(conflict.record()).hasToString(records(bed).getLast());
            assertThat(conflict.conflict().hubspot().text()).isEqualTo("unseen");
            bed.close();
        }
    }

    @Test
    void a_write_that_replaced_an_unseen_edit_in_the_survivor_goes_by_the_heirs_policy() {
        var bed = started(3, Policy.HUBSPOT_WINS);
        var records = records(bed);
        bed.webhooks = false;
        bed.edit(records.get(0), "phone", "unseen");
        bed.calls.before(path("/contacts/batch/update"), () -> merge(bed, records.get(1), records.get(0)));

        update(bed, records.get(1), "phone", "written");
        bed.settle();
        bed.run(Duration.ofMinutes(10));
        bed.settle();

        var survivor = records(bed).getLast();
        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("unseen");
        assertThat(inRow(bed, survivor, "phone")).isEqualTo("unseen");
    }

    @Test
    void a_write_whose_answer_was_lost_in_a_merge_is_found_in_the_survivors_history() {
        var bed = started(3);
        var records = records(bed);
        bed.calls.before(path("/contacts/batch/update"), () -> {
            merge(bed, records.get(1), records.get(0));
            bed.calls.loseAnswer(path("/contacts/batch/update"));
        });

        update(bed, records.get(0), "phone", "written");
        bed.settle();

        var survivor = records(bed).getLast();
        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo("written");
        assertThat(inRow(bed, survivor, "phone")).isEqualTo("written");
        assertThat(conflicts(bed)).hasSize(1);
    }

    @Test
    void two_rows_whose_records_were_merged_do_not_wait_for_each_others_writes() {
        var bed = started(3, Policy.DATABASE_WINS);
        var records = records(bed);
        bed.calls.loseAnswer(path("/contacts/batch/update"));
        update(bed, records.get(0), "phone", "of the heir");
        bed.run(Duration.ofMillis(300));
        assertThat(bed.inHubSpot(records.get(0), "phone")).isEqualTo("of the heir");
        bed.calls.before(path("/contacts/batch/update"), () -> merge(bed, records.get(1), records.get(0)));

        update(bed, records.get(1), "phone", "of the other");
        bed.settle();
        bed.run(Duration.ofMinutes(1));
        bed.settle();

        var survivor = records(bed).getLast();
        assertThat(bed.inHubSpot(survivor, "phone")).isEqualTo(inRow(bed, survivor, "phone"));
        onlyConflict(bed, Conflict.Kind.IDENTITY);
    }

    @Test
    void where_writes_do_not_follow_merged_ids_an_edit_reaches_the_survivor_after_the_link_was_pointed_there() {
        var bed = started(3);
        bed.hubspot.handle(SimulatedRequest.of(
                "PUT", "/_simulator/settings", null, "{\"records\":{\"writesFollowMergedIds\":false}}"));
        var records = records(bed);
        bed.calls.before(path("/contacts/batch/update"), () -> merge(bed, records.get(1), records.get(0)));

        update(bed, records.get(0), "phone", "written");
        bed.settle();

        assertThat(bed.inHubSpot(records(bed).getLast(), "phone")).isEqualTo("written");
        assertThat(conflicts(bed)).hasSize(1);
    }

    @Test
    void a_chain_of_merges_leaves_the_record_with_one_row_and_a_conflict_for_each_of_the_others() {
        for (var atOnce : List.of(true, false)) {
            var bed = started(4);
            var records = records(bed);
            var heir = rowOf(bed, records.get(0));
            if (atOnce) {
                bed.kill();
            }
            var first = merge(bed, records.get(1), records.get(0));
            if (!atOnce) {
                bed.settle();
                assertThat(rowOf(bed, first)).isEqualTo(heir);
            }
            var survivor = merge(bed, records.get(2), first);
            if (atOnce) {
                bed.start();
            }
            bed.settle();

            assertThat(rowOf(bed, survivor)).isEqualTo(heir);
            assertThat(conflicts(bed)).hasSize(2).allMatch(conflict -> conflict.kind() == Conflict.Kind.IDENTITY);
            assertThat(bed.contactsInHubSpot()).hasSize(2);
            bed.close();
        }
    }

    @Test
    void a_record_merged_into_one_that_nobody_linked_yet_takes_its_row_along() {
        var bed = started(2);
        var records = records(bed);
        var row = rowOf(bed, records.get(0));
        bed.kill();
        var stranger = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"firstname\":\"Stranger\"}}")
                .path("id")
                .asString();
        var survivor = merge(bed, records.get(0), stranger);
        bed.start();
        bed.settle();

        assertThat(rowOf(bed, survivor)).isEqualTo(row);
        assertThat(value(bed, row, "firstname")).isEqualTo("Stranger");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_new_row_does_not_take_the_survivor_of_a_merge_from_the_row_that_inherits_it() {
        var bed = started(3);
        var records = records(bed);
        var heir = rowOf(bed, records.get(0));
        bed.webhooks = false;
        var survivor = merge(bed, records.get(1), records.get(0));

        bed.sql("insert into " + bed.table() + " (firstname, email) values ('New', '" + bed.inHubSpot(survivor, "email")
                + "')");
        bed.settle();

        assertThat(rowOf(bed, survivor)).isEqualTo(heir);
        assertThat(conflicts(bed)).hasSize(2).allMatch(conflict -> conflict.kind() == Conflict.Kind.IDENTITY);
    }

    @Test
    void deleting_a_row_whose_record_was_merged_into_another_rows_spares_the_survivor() {
        for (var deleted : List.of(0, 1)) {
            var bed = started(3);
            var records = records(bed);
            bed.kill();
            bed.sql("delete from " + bed.table() + " where hubspot_id = '" + records.get(deleted) + "'");
            var survivor = merge(bed, records.get(1), records.get(0));
            bed.start();
            bed.settle();

            assertThat(bed.contactsInHubSpot()).hasSize(2).containsKey(survivor);
            assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
            assertThat(conflicts(bed)).isEmpty();
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void deleting_a_row_whose_record_was_merged_into_a_stranger_asks_a_person() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var bed = started(2);
            var records = records(bed);
            bed.kill();
            bed.sql("delete from " + bed.table() + " where hubspot_id = '" + records.get(0) + "'");
            var stranger = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"firstname\":\"Stranger\"}}")
                    .path("id")
                    .asString();
            var survivor = merge(bed, records.get(0), stranger);
            bed.start();
            bed.settle();

            assertThat(bed.contactsInHubSpot()).containsKey(survivor);
            assertThat(resolve(bed, Conflict.Kind.DELETED_AND_EDITED, choice)).isInstanceOf(Verdict.Accepted.class);

            assertThat(bed.contactsInHubSpot()).hasSize(choice instanceof Choice.HubSpotHolds ? 2 : 1);
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }

    @Test
    void
            a_record_merged_away_while_its_creation_was_still_unanswered_leaves_its_row_in_a_conflict_that_can_be_settled() {
        var bed = started(2);
        var records = records(bed);
        bed.calls.loseAnswer(path("/contacts/batch/upsert"));
        bed.sql("insert into " + bed.table() + " (firstname) values ('New')");
        bed.run(Duration.ofSeconds(1));
        var created = records(bed).stream()
                .filter(id -> !records.contains(id))
                .findFirst()
                .orElseThrow();
        merge(bed, created, records.get(0));
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(resolve(bed, Conflict.Kind.IDENTITY, new Choice.HubSpotHolds()))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_edit_that_was_replaced_before_its_record_was_merged_and_archived_is_not_forgotten() {
        var bed = started(3);
        var records = records(bed);
        bed.webhooks = false;
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(records.get(1), "phone", "unseen"));
        update(bed, records.get(1), "phone", "written");
        bed.run(Duration.ofMillis(300));
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + survivor + "\",\"archive\":true}");

        bed.run(Duration.ofMinutes(70));

        assertJournalKeeps(bed, "unseen");
    }

    @Test
    void rows_whose_records_were_merged_into_one_that_was_archived_since_go_with_it() {
        var bed = started(3);
        var records = records(bed);
        bed.webhooks = false;
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + survivor + "\",\"archive\":true}");

        bed.run(Duration.ofMinutes(70));

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void archiving_a_record_just_as_it_is_merged_into_another_rows_asks_a_person_about_that_row() {
        for (var deleted : List.of(0, 1)) {
            var bed = started(3);
            var records = records(bed);
            bed.calls.before(path("/contacts/batch/archive"), () -> merge(bed, records.get(1), records.get(0)));

            bed.sql("delete from " + bed.table() + " where hubspot_id = '" + records.get(deleted) + "'");
            bed.run(Duration.ofMinutes(70));

            assertThat(bed.contactsInHubSpot()).hasSize(1);
            assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
            assertThat(resolve(bed, Conflict.Kind.IDENTITY, new Choice.HubSpotHolds()))
                    .isInstanceOf(Verdict.Accepted.class);
            bed.close();
        }
    }

    @Test
    void an_audit_goes_on_though_the_field_is_frozen_by_what_a_merged_row_held() {
        var bed = started(3, Policy.HUBSPOT_WINS);
        var records = records(bed);
        var survivor = merge(bed, records.get(1), records.get(0));
        bed.settle();
        bed.webhooks = false;
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(survivor, "phone", "hidden"));

        update(bed, survivor, "phone", "written");
        bed.run(Duration.ofSeconds(2));
        update(bed, records.get(1), "phone", "not sent");
        bed.settle();

        assertThat(onlyConflict(bed, Conflict.Kind.MERGED_AWAY)
                        .conflict()
                        .hubspot()
                        .text())
                .isEqualTo("not sent");
        assertThat(inRow(bed, survivor, "phone")).isEqualTo("hidden");
    }
}
