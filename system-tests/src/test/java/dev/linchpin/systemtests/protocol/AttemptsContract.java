package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Conflict;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Writes to HubSpot whose answer is lost, and writes that hide another's edit. */
abstract class AttemptsContract extends BedContract {
    AttemptsContract(Place place) {
        super(place);
    }

    @Test
    void an_update_whose_answer_is_lost_is_settled_and_makes_no_conflict() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.calls.loseAnswer(path("/contacts/batch/update"));

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
        bed.calls.loseRequest(path("/contacts/batch/update"));

        update(bed, record, "phone", "1");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("1");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_process_killed_after_an_update_was_carried_out_takes_it_for_its_own() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.calls.after(path("/contacts/batch/update"), () -> {
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
        bed.calls.before(path("/contacts/batch/update"), () -> update(bed, record, "phone", "2"));
        bed.calls.after(path("/contacts/batch/update"), () -> update(bed, record, "phone", "3"));

        update(bed, record, "phone", "1");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("3");
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void an_edit_that_our_write_replaced_becomes_a_conflict_with_both_values() {
        var bed = started(3);
        var record = anyRecord(bed);
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));

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
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));
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
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "phone", "from HubSpot"));

        update(bed, record, "phone", "from SQL");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from HubSpot");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archiving_without_an_answer_may_yet_reach_what_its_record_was_merged_into() {
        for (var arrives : List.of(false, true)) {
            var bed = started(3);
            var records = bed.contactsInHubSpot().keySet().stream().sorted().toList();
            bed.calls.loseRequest(path("/contacts/batch/archive"));
            bed.deleteRow(records.get(1));
            bed.run(Duration.ofSeconds(1));
            var survivor = bed.person("{\"objectType\":\"contacts\",\"id\":\"" + records.get(1) + "\",\"mergeInto\":\""
                            + records.get(0) + "\"}")
                    .path("id")
                    .asString();
            bed.run(Duration.ofSeconds(3));
            if (arrives) {
                bed.archive(survivor);
            }
            bed.run(Duration.ofMinutes(70));

            assertThat(inRow(bed, survivor, "id")).isNotNull();
            if (arrives) {
                assertThat(conflicts(bed)).extracting(Conflict::kind).contains(Conflict.Kind.IDENTITY);
            } else {
                assertThat(conflicts(bed)).isEmpty();
                assertThat(bed.differences()).isEmpty();
            }
            bed.close();
        }
    }
}
