package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Desk;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Both sides changed one field: policies and people decide. */
abstract class ConflictsContract extends BedContract {
    ConflictsContract(Place place) {
        super(place);
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

        resolve(bed, new Choice.HubSpotHolds());
        bed.settle();

        assertThat(inRow(bed, anyRecord(bed), "phone")).isEqualTo("from HubSpot");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_conflict_settled_for_the_database_settles_both_sides() {
        var bed = inConflict();

        resolve(bed, new Choice.DatabaseHolds());
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
    void a_third_value_leaves_both_that_it_replaces_in_the_journal() {
        var bed = inConflict();
        resolve(bed, new Choice.ThirdValue(new Value("third")));

        assertJournalKeeps(bed, "from SQL");
        assertJournalKeeps(bed, "from HubSpot");

        var record = anyRecord(bed);
        bed.settle();
        bed.calls.before(Calls.path("/contacts/batch/update"), () -> bed.edit(record, "phone", "overwritten"));
        update(bed, record, "phone", "replaces it");
        bed.settle();
        update(bed, record, "phone", "not sent");
        bed.settle();
        assertThat(conflicts(bed)).extracting(Conflict::kind).containsExactly(Conflict.Kind.OVERWRITTEN);
        resolve(bed, new Choice.ThirdValue(new Value("fourth")));

        assertJournalKeeps(bed, "overwritten");
        assertJournalKeeps(bed, "not sent");
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
    void many_conflicts_are_settled_by_one_question_to_hubspot_and_several_of_a_record_one_after_the_other() {
        var bed = started(30);
        var records = bed.contactsInHubSpot().keySet();
        bed.kill();
        bed.sql("update " + bed.table() + " set phone = 'from SQL', jobtitle = 'Baker'");
        records.forEach(record -> {
            bed.edit(record, "phone", "from HubSpot");
            bed.edit(record, "jobtitle", "Cook");
        });
        bed.start();
        bed.settle();
        var open = conflicts(bed);
        assertThat(open).hasSize(60);
        var resolutions = open.stream()
                .map(conflict -> new Desk.Resolution(
                        conflict.id(),
                        conflict.field().equals("phone") ? new Choice.HubSpotHolds() : new Choice.DatabaseHolds(),
                        OptionalInt.of(conflict.version())))
                .toList();
        var before = reads(bed);

        var verdicts = bed.engine().desk().resolve(resolutions);

        assertThat(verdicts).hasSize(60).containsOnly(new Verdict.Accepted());
        assertThat(reads(bed) - before).isEqualTo(2);
        bed.settle();
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
        records.forEach(record -> {
            assertThat(inRow(bed, record, "phone")).isEqualTo("from HubSpot");
            assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("Baker");
        });
    }

    private static long reads(Bed bed) {
        var count = 0L;
        for (var route : bed.stats().path("requests").properties()) {
            if (route.getKey().contains("batch/read")) {
                for (var answered : route.getValue()) {
                    count += answered.asLong();
                }
            }
        }
        return count;
    }

    @Test
    void one_of_many_decisions_that_is_about_moved_values_spoils_no_other() {
        var bed = started(3);
        bed.kill();
        bed.sql("update " + bed.table() + " set phone = 'from SQL'");
        bed.contactsInHubSpot().keySet().forEach(record -> bed.edit(record, "phone", "from HubSpot"));
        bed.start();
        bed.settle();
        var open = conflicts(bed);
        var moved = anyRecord(bed);
        bed.edit(moved, "phone", "later");

        var verdicts = bed.engine()
                .desk()
                .resolve(open.stream()
                        .map(conflict -> new Desk.Resolution(
                                conflict.id(), new Choice.DatabaseHolds(), OptionalInt.of(conflict.version())))
                        .toList());

        assertThat(verdicts).filteredOn(Verdict.Moved.class::isInstance).hasSize(1);
        assertThat(verdicts).filteredOn(Verdict.Accepted.class::isInstance).hasSize(2);
        bed.settle();
        assertThat(bed.inHubSpot(moved, "phone")).isEqualTo("later");
        assertThat(conflicts(bed)).hasSize(1);
    }
}
