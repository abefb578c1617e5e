package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.store.Conflict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Links follow their rows when keys are changed. */
abstract class KeysContract extends BedContract {
    KeysContract(Place place) {
        super(place);
    }

    private static String recordOf(Bed bed, String key) {
        return Objects.requireNonNull(bed.value("select hubspot_id from " + bed.table() + " where id = " + key));
    }

    private static void assertFollowed(Bed bed, int records) {
        bed.sql("update " + bed.table() + " set phone = concat('of row ', id)");
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(bed.contactsInHubSpot()).hasSize(records);
    }

    @Test
    void rows_that_swap_their_keys_in_one_transaction_keep_their_records() {
        var bed = started(3);
        var first = recordOf(bed, "1");
        var second = recordOf(bed, "2");

        bed.sql("update " + bed.table() + " set id = -1 where id = 1");
        bed.sql("update " + bed.table() + " set id = 1 where id = 2");
        bed.sql("update " + bed.table() + " set id = 2 where id = -1");
        bed.settle();

        assertThat(recordOf(bed, "2")).isEqualTo(first);
        assertThat(recordOf(bed, "1")).isEqualTo(second);
        assertFollowed(bed, 3);
    }

    @Test
    void rows_that_swap_their_keys_in_one_statement_keep_their_records() {
        var bed = started(3);
        if (place == Place.POSTGRESQL) {
            bed.sql("alter table " + bed.table() + " drop constraint contacts_pkey");
            bed.sql("alter table " + bed.table()
                    + " add constraint contacts_pkey primary key (id) deferrable initially deferred");
            bed.sql("update " + bed.table() + " set id = case id when 1 then 2 else 1 end where id in (1, 2)");
        } else {
            // SQLite checks keys row by row: it refuses what would collide on the way.
            bed.sql("update " + bed.table() + " set id = id - 1 where id in (1, 2)");
        }
        bed.settle();

        assertFollowed(bed, 3);
    }

    @Test
    void a_row_whose_key_was_changed_past_the_triggers_keeps_its_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        bed.kill();

        bed.withoutTriggers("update " + bed.table() + " set id = 9 where id = 1");
        bed.start();
        bed.settle();

        assertThat(recordOf(bed, "9")).isEqualTo(record);
        assertThat(conflicts(bed)).isEmpty();
        assertFollowed(bed, 3);
    }

    @Test
    void a_row_that_is_seen_under_a_key_it_got_past_the_triggers_is_no_new_one_though_its_record_is_archived() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        bed.webhooks = false;
        bed.archive(record);
        var capture = Objects.requireNonNull(bed.database).capture();
        capture.uninstall();
        bed.sql("update " + bed.table() + " set id = 9 where id = 1");
        capture.install(bed.mappings);

        bed.sql("update " + bed.table() + " set phone = 'edited' where id = 9");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
        assertThat(conflicts(bed)).extracting(Conflict::kind).containsExactly(Conflict.Kind.DELETED_AND_EDITED);
    }

    @Test
    void a_row_that_is_met_under_a_new_key_before_that_is_known_keeps_its_own_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");

        bed.calls.before(
                path("/contacts/batch/read"),
                () -> bed.sql("update " + bed.table() + " set id = 9, email = 'other@example.com' where id = 1"));
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"other@example.com\"}}");
        bed.settle();

        assertThat(recordOf(bed, "9")).isEqualTo(record);
        assertThat(bed.contactsInHubSpot()).hasSize(4);
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_row_that_took_a_deleted_ones_key_past_the_triggers_keeps_its_own_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        bed.kill();

        bed.withoutTriggers("delete from " + bed.table() + " where id = 2");
        bed.withoutTriggers("update " + bed.table() + " set id = 2 where id = 1");
        bed.start();
        bed.settle();

        assertThat(recordOf(bed, "2")).isEqualTo(record);
        assertFollowed(bed, 2);
    }

    @Test
    void rows_that_swapped_their_keys_past_the_triggers_keep_their_records() {
        var bed = started(3);
        var first = recordOf(bed, "1");
        var second = recordOf(bed, "2");
        bed.kill();

        bed.withoutTriggers("update " + bed.table() + " set id = 9 where id = 1");
        bed.withoutTriggers("update " + bed.table() + " set id = 1 where id = 2");
        bed.withoutTriggers("update " + bed.table() + " set id = 2 where id = 9");
        bed.start();
        bed.settle();

        assertThat(recordOf(bed, "2")).isEqualTo(first);
        assertThat(recordOf(bed, "1")).isEqualTo(second);
        assertFollowed(bed, 3);
    }

    @Test
    void a_row_deleted_under_a_new_key_before_anybody_looked_takes_its_record_along() {
        var bed = started(3);

        bed.sql("update " + bed.table() + " set id = 13 where id = 1");
        bed.sql("delete from " + bed.table() + " where id = 13");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(2);
    }

    @Test
    void a_row_that_takes_the_key_of_a_deleted_one_keeps_its_own_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");

        bed.sql("delete from " + bed.table() + " where id = 2");
        bed.sql("update " + bed.table() + " set id = 2 where id = 1");
        bed.settle();

        assertThat(recordOf(bed, "2")).isEqualTo(record);
        assertFollowed(bed, 2);
    }

    @Test
    void a_row_that_takes_the_key_of_one_whose_deletion_waits_and_moves_on_keeps_its_own_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        for (var tries = 0; tries < 20; tries++) {
            bed.calls.loseRequest(path("/contacts/batch/read"));
        }
        bed.sql("delete from " + bed.table() + " where id = 2");
        bed.run(Duration.ofMillis(200));
        bed.calls.letAllPass();

        bed.sql("update " + bed.table() + " set id = 2 where id = 1");
        bed.sql("update " + bed.table() + " set id = 7 where id = 2");
        bed.settle();

        assertThat(recordOf(bed, "7")).isEqualTo(record);
        assertFollowed(bed, 2);
    }

    @Test
    void a_row_that_takes_the_key_of_a_deleted_one_whose_turn_has_yet_to_come_keeps_its_own_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        var before = bed.calls.made().size();
        bed.sql("insert into " + bed.table() + " (id, firstname) values (9, 'Nina')");
        bed.sql("delete from " + bed.table() + " where id = 2");

        bed.calls.before(
                path("/contacts/batch/upsert"), () -> bed.sql("update " + bed.table() + " set id = 2 where id = 1"));
        bed.settle();

        assertThat(bed.calls.made().subList(before, bed.calls.made().size()))
                .noneMatch(call -> call.endsWith("/contacts/batch/update"));
        assertThat(recordOf(bed, "2")).isEqualTo(record);
        assertFollowed(bed, 3);
    }

    @Test
    void a_row_that_takes_the_key_of_one_that_was_just_read_gets_nothing_of_its_record() {
        var bed = started(3);
        var record = recordOf(bed, "1");
        bed.sql("update " + bed.table() + " set phone = null");
        bed.settle();
        bed.edit(recordOf(bed, "2"), "phone", "of another");

        bed.calls.after(path("/contacts/batch/read"), () -> {
            bed.sql("delete from " + bed.table() + " where id = 2");
            bed.sql("update " + bed.table() + " set id = 2 where id = 1");
        });
        bed.settle();

        assertThat(recordOf(bed, "2")).isEqualTo(record);
        assertThat(inRow(bed, record, "phone")).isNull();
    }

    @Test
    void rows_that_all_move_by_one_keep_their_records() {
        var bed = started(3);

        bed.sql("update " + bed.table() + " set id = id + 10");
        bed.settle();
        assertFollowed(bed, 3);
        if (place == Place.POSTGRESQL) {
            bed.sql("alter table " + bed.table() + " drop constraint contacts_pkey");
            bed.sql("alter table " + bed.table()
                    + " add constraint contacts_pkey primary key (id) deferrable initially deferred");
        }
        bed.sql("update " + bed.table() + " set id = id - 1");
        bed.settle();

        assertFollowed(bed, 3);
    }

    @Test
    void a_decision_is_not_carried_out_on_a_key_that_its_row_has_left() {
        for (var taken : List.of(false, true)) {
            var bed = started(3);
            bed.person("{\"objectType\":\"contacts\",\"id\":\"" + recordOf(bed, "2") + "\",\"mergeInto\":\""
                    + recordOf(bed, "1") + "\"}");
            bed.settle();
            bed.sql("update " + bed.table() + " set id = 12 where id = 2");
            if (taken) {
                bed.sql("insert into " + bed.table() + " (id, firstname) values (2, 'Another')");
            }

            var first = resolve(bed, new Choice.HubSpotHolds());
            bed.settle();
            var second = resolve(bed, new Choice.HubSpotHolds());
            bed.settle();

            assertThat(first).isInstanceOf(Verdict.Busy.class);
            assertThat(second).isInstanceOf(Verdict.Accepted.class);
            assertThat(bed.value("select count(*) from " + bed.table() + " where id = 12"))
                    .isEqualTo("0");
            assertThat(bed.contactsInHubSpot()).hasSize(taken ? 3 : 2);
            assertThat(bed.differences()).isEmpty();
            bed.close();
        }
    }
}
