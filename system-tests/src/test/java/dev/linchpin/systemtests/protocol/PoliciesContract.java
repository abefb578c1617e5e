package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each policy makes of a row and a record that were edited at once, on both sides and in the journal. */
abstract class PoliciesContract extends BedContract {
    PoliciesContract(Place place) {
        super(place);
    }

    /** One contact in step, which holds this on both sides. */
    private Bed inStep(Policy policy, String property, String value) {
        var bed = started(0, policy);
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"" + property + "\":\""
                + value + "\"}}");
        bed.settle();
        assertThat(inRow(bed, anyRecord(bed), property)).isEqualTo(value);
        return bed;
    }

    /** While nobody looks, so that neither side knows of the other's edit. */
    private static void editBoth(Bed bed, String property, String inRow, String inHubSpot) {
        bed.whileDown(() -> apart(bed, property, inRow, inHubSpot));
    }

    private static void apart(Bed bed, String property, String inRow, String inHubSpot) {
        update(bed, anyRecord(bed), property, inRow);
        bed.edit(anyRecord(bed), property, inHubSpot);
    }

    private static void assertBothHold(Bed bed, String property, String expected) {
        assertThat(inRow(bed, anyRecord(bed), property)).isEqualTo(expected);
        assertThat(bed.inHubSpot(anyRecord(bed), property)).isEqualTo(expected);
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    private static List<JournalEntry> journal(Bed bed) {
        return bed.inspection().journal(Filter.NONE, null, 500).items().stream()
                .map(view -> view.entry())
                .toList();
    }

    private static void assertJournalTells(Bed bed, String property, Action action, String before, String decision) {
        assertThat(journal(bed)).anySatisfy(entry -> {
            assertThat(entry.field()).isEqualTo(property);
            assertThat(entry.action()).isEqualTo(action);
            assertThat(entry.before().text()).isEqualTo(before);
            assertThat(entry.decision()).contains(decision);
        });
    }

    @Test
    void under_manual_a_person_is_asked() {
        var bed = inStep(Policy.MANUAL, "phone", "1");

        editBoth(bed, "phone", "from SQL", "from HubSpot");

        assertThat(conflicts(bed)).hasSize(1);
        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("from SQL");
        assertThat(bed.inHubSpot(anyRecord(bed), "phone")).isEqualTo("from HubSpot");
    }

    @Test
    void under_hubspot_wins_the_row_takes_hubspots_value_and_the_journal_keeps_its_own() {
        var bed = inStep(Policy.HUBSPOT_WINS, "phone", "1");

        editBoth(bed, "phone", "from SQL", "from HubSpot");

        assertBothHold(bed, "phone", "from HubSpot");
        assertJournalTells(bed, "phone", Action.UPDATE, "from SQL", "HubSpot wins");
    }

    @Test
    void under_database_wins_hubspot_takes_the_rows_value_and_the_journal_keeps_its_own() {
        var bed = inStep(Policy.DATABASE_WINS, "phone", "1");

        editBoth(bed, "phone", "from SQL", "from HubSpot");

        assertBothHold(bed, "phone", "from SQL");
        assertJournalTells(bed, "phone", Action.LOST, "from HubSpot", "the database wins");
    }

    @Test
    void under_merge_what_either_side_added_or_removed_counts() {
        var bed = inStep(Policy.MERGE, "interests", "music;sports");

        editBoth(bed, "interests", "cooking;music;sports", "music;travel");

        assertBothHold(bed, "interests", "cooking;music;travel");
        assertJournalTells(bed, "interests", Action.UPDATE, "cooking;music;sports", "additions and removals of both");
        assertJournalTells(bed, "interests", Action.LOST, "music;travel", "additions and removals of both");
    }

    @Test
    void under_max_the_greater_number_wins_whichever_side_has_it() {
        var bed = inStep(Policy.MAX, "loyalty_points", "5");

        editBoth(bed, "loyalty_points", "9", "10");
        assertBothHold(bed, "loyalty_points", "10");
        assertJournalTells(bed, "loyalty_points", Action.UPDATE, "9", "greater value");

        editBoth(bed, "loyalty_points", "12", "11");
        assertBothHold(bed, "loyalty_points", "12");
        assertJournalTells(bed, "loyalty_points", Action.LOST, "11", "greater value");
    }

    @Test
    void under_min_the_smaller_number_wins() {
        var bed = inStep(Policy.MIN, "loyalty_points", "5");

        editBoth(bed, "loyalty_points", "9", "10");

        assertBothHold(bed, "loyalty_points", "9");
        assertJournalTells(bed, "loyalty_points", Action.LOST, "10", "smaller value");
    }

    @Test
    void under_sum_the_changes_of_both_sides_add_up() {
        var bed = inStep(Policy.SUM, "loyalty_points", "10");

        editBoth(bed, "loyalty_points", "13", "9");

        assertBothHold(bed, "loyalty_points", "12");
        assertJournalTells(bed, "loyalty_points", Action.UPDATE, "13", "added up");
        assertJournalTells(bed, "loyalty_points", Action.LOST, "9", "added up");
    }

    @Test
    void under_sum_equal_increases_on_both_sides_are_two() {
        var bed = inStep(Policy.SUM, "loyalty_points", "10");

        editBoth(bed, "loyalty_points", "15", "15");

        assertBothHold(bed, "loyalty_points", "20");
    }

    @Test
    void a_sum_is_taken_once_whenever_the_process_dies() {
        for (var killedAt : List.of("/contacts/batch/read", "/contacts/batch/update")) {
            for (var afterwards : List.of(false, true)) {
                var bed = inStep(Policy.SUM, "loyalty_points", "10");
                bed.kill();
                apart(bed, "loyalty_points", "15", "17");
                killAt(bed, killedAt, afterwards);
                bed.start();
                assertThat(runUntilKilled(bed)).isTrue();
                bed.restart();
                bed.settle();

                assertBothHold(bed, "loyalty_points", "22");
            }
        }
    }

    @Test
    void under_sum_an_edit_that_our_write_replaced_is_added_after_all() {
        for (var edit : List.of("12", "15")) {
            var bed = inStep(Policy.SUM, "loyalty_points", "10");
            var record = anyRecord(bed);
            bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "loyalty_points", edit));

            update(bed, record, "loyalty_points", "15");
            bed.settle();

            assertBothHold(bed, "loyalty_points", edit.equals("12") ? "17" : "20");
            assertJournalTells(bed, "loyalty_points", Action.LOST, edit, "added up");
        }
    }

    @Test
    void under_merge_an_edit_that_our_write_replaced_is_merged_after_all() {
        var bed = inStep(Policy.MERGE, "interests", "music");
        var record = anyRecord(bed);
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "interests", "music;travel"));

        update(bed, record, "interests", "cooking;music");
        bed.settle();

        assertBothHold(bed, "interests", "cooking;music;travel");
    }

    @Test
    void under_forward_only_the_stage_that_is_further_along_wins() {
        var bed = inStep(Policy.FORWARD_ONLY, "lifecyclestage", "lead");

        editBoth(bed, "lifecyclestage", "customer", "opportunity");

        assertBothHold(bed, "lifecyclestage", "customer");
        assertJournalTells(bed, "lifecyclestage", Action.LOST, "opportunity", "further along");
    }

    @Test
    void under_forward_only_a_step_back_is_put_back_and_the_journal_says_why() {
        var bed = inStep(Policy.FORWARD_ONLY, "lifecyclestage", "customer");
        var record = anyRecord(bed);

        update(bed, record, "lifecyclestage", "lead");
        bed.settle();
        assertBothHold(bed, "lifecyclestage", "customer");
        assertJournalTells(bed, "lifecyclestage", Action.UPDATE, "lead", "put back; the field only moves forward");

        bed.edit(record, "lifecyclestage", "subscriber");
        bed.settle();
        assertBothHold(bed, "lifecyclestage", "customer");
        assertJournalTells(bed, "lifecyclestage", Action.LOST, "subscriber", "put back; the field only moves forward");

        editBoth(bed, "lifecyclestage", "opportunity", "lead");
        assertBothHold(bed, "lifecyclestage", "customer");
    }

    @Test
    void a_first_link_fills_blanks_and_then_asks_the_policy() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(0, 0, 0),
                List.of(Mappings.with(
                        Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL),
                        both("interests", FieldType.OPTION_SET, Policy.MERGE),
                        both("loyalty_points", FieldType.NUMBER, Policy.MAX),
                        new Field(
                                "jobtitle",
                                "jobtitle",
                                "jobtitle",
                                FieldType.TEXT,
                                Direction.TO_HUBSPOT,
                                Policy.MANUAL))),
                EngineSettings.defaults());
        bed.start();
        bed.person("""
                {"objectType":"contacts","properties":{"email":"ada@example.com","firstname":"Ada",
                 "interests":"music;travel","loyalty_points":"7","jobtitle":"Clerk"}}""");
        bed.sql("insert into " + bed.table() + " (email, phone, interests, loyalty_points, jobtitle)"
                + " values ('ada@example.com', '1', 'cooking', 9, 'Countess')");
        bed.settle();

        assertBothHold(bed, "firstname", "Ada");
        assertBothHold(bed, "phone", "1");
        assertBothHold(bed, "interests", "cooking;music;travel");
        assertBothHold(bed, "loyalty_points", "9");
        assertBothHold(bed, "jobtitle", "Countess");
    }

    private static Field both(String name, FieldType type, Policy policy) {
        return new Field(name, name, name, type, Direction.BOTH, policy);
    }

    @Test
    void a_sum_is_taken_once_where_nobody_tells_which_writes_are_ours() {
        var bed = bed(0, Policy.SUM);
        bed.calls.refuse(call -> call.uri().getPath().contains("access-token-info"));
        started(bed);
        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"loyalty_points\":\"10\"}}");
        bed.settle();

        update(bed, anyRecord(bed), "loyalty_points", "15");
        bed.settle();
        bed.run(Duration.ofMinutes(5));
        assertBothHold(bed, "loyalty_points", "15");

        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(anyRecord(bed), "loyalty_points", "18"));
        update(bed, anyRecord(bed), "loyalty_points", "18");
        bed.settle();
        bed.run(Duration.ofMinutes(5));
        assertBothHold(bed, "loyalty_points", "21");
    }

    @Test
    void without_a_base_a_sum_asks_a_person() {
        var bed = started(0, Policy.SUM);
        bed.person(
                "{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\",\"loyalty_points\":\"7\"}}");
        bed.sql("insert into " + bed.table() + " (email, loyalty_points) values ('ada@example.com', 9)");
        bed.settle();

        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.field()).isEqualTo("loyalty_points"));
    }

    @Test
    void whatever_a_policy_decided_stays_as_it_is() {
        for (var policy : Policy.values()) {
            var bed = started(2, policy);
            bed.whileDown(() -> {
                apart(bed, "interests", "music;sports", "travel");
                apart(bed, "lifecyclestage", "opportunity", "customer");
                apart(bed, "loyalty_points", "3.50", "4");
            });
            var writes = bed.stats().path("writes").toString();
            var entries = journal(bed).size();

            bed.run(Duration.ofMinutes(3));

            assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
            assertThat(journal(bed)).hasSize(entries);
        }
    }
}
