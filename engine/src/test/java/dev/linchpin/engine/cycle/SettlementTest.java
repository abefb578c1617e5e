package dev.linchpin.engine.cycle;

import static dev.linchpin.engine.cycle.Given.at;
import static dev.linchpin.engine.cycle.Given.attempt;
import static dev.linchpin.engine.cycle.Given.base;
import static dev.linchpin.engine.cycle.Given.ours;
import static dev.linchpin.engine.cycle.Given.text;
import static dev.linchpin.engine.cycle.Given.theirs;
import static dev.linchpin.engine.cycle.Given.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The attempts were decided on what HubSpot showed at {@code at(0)} and may arrive until {@code at(20_000)}. */
class SettlementTest {
    private static final ObjectMapping MAPPING = Given.mapping(text("phone"), text("city"));
    private static final Instant BEFORE_DEADLINE = at(19_999);
    private static final Instant DEADLINE = at(20_000);

    private static final Attempt OPEN = attempt("phone", "old", "new");
    private static final Attempt ACKNOWLEDGED = OPEN.acknowledgedAt(at(500));

    @Test
    void without_attempts_there_is_nothing_to_settle() {
        assertThat(Settlement.of(MAPPING, List.of(), phone(theirs("x", at(1))), DEADLINE))
                .isEqualTo(Settlement.NOTHING);
    }

    @Test
    void an_entry_of_ours_after_the_read_acknowledges_the_attempt_and_moves_the_base_to_what_was_stored() {
        var settlement = settle(OPEN, BEFORE_DEADLINE, theirs("old", at(-100)), ours("New", at(500)));
        assertThat(settlement.bases()).containsExactly(Map.entry("phone", base("new", "New")));
        assertThat(settlement.acknowledged()).containsExactly(OPEN);
        assertThat(settlement.closed()).containsExactly(OPEN);
        assertThat(settlement.overwritten()).isEmpty();
        assertThat(settlement.isPending()).isFalse();
    }

    @Test
    void an_entry_of_ours_that_came_late_acknowledges_too() {
        var settlement = settle(OPEN, at(60_000), theirs("old", at(-100)), ours("new", at(19_000)));
        assertThat(settlement.acknowledged()).containsExactly(OPEN);
        assertThat(settlement.failed()).isEmpty();
    }

    @Test
    void an_edit_by_another_after_our_entry_does_not_hide_that_it_was_carried_out() {
        var settlement = settle(OPEN, DEADLINE, ours("new", at(500)), theirs("later", at(900)));
        assertThat(settlement.bases()).containsExactly(Map.entry("phone", base("new", "new")));
        assertThat(settlement.overwritten()).isEmpty();
    }

    @Test
    void an_entry_of_ours_from_before_the_read_belongs_to_an_earlier_write() {
        var settlement = settle(OPEN, DEADLINE, ours("new", at(-500)), theirs("old", at(-100)));
        assertThat(settlement.acknowledged()).isEmpty();
        assertThat(settlement.failed()).containsExactly(OPEN);
    }

    @Test
    void an_attempt_without_an_entry_is_waited_for_until_its_deadline() {
        var settlement = settle(OPEN, BEFORE_DEADLINE, theirs("old", at(-100)));
        assertThat(settlement.pendingUntil()).isEqualTo(DEADLINE);
        assertThat(settlement.closed()).isEmpty();
        assertThat(settlement.bases()).isEmpty();
    }

    @Test
    void an_attempt_without_an_entry_has_failed_at_its_deadline() {
        var settlement = settle(OPEN, DEADLINE, theirs("old", at(-100)));
        assertThat(settlement.isPending()).isFalse();
        assertThat(settlement.failed()).containsExactly(OPEN);
        assertThat(settlement.closed()).containsExactly(OPEN);
        assertThat(settlement.bases()).isEmpty();
    }

    @Test
    void of_several_unanswered_attempts_the_last_deadline_is_waited_for() {
        var city = attempt("city", "old", "new").withDeadline(at(30_000));
        var settlement = Settlement.of(MAPPING, List.of(city, OPEN), live(Map.of()), at(10_000));
        assertThat(settlement.pendingUntil()).isEqualTo(at(30_000));
        var reversed = Settlement.of(MAPPING, List.of(OPEN, city), live(Map.of()), at(10_000));
        assertThat(reversed.pendingUntil()).isEqualTo(at(30_000));
    }

    @Test
    void each_field_is_settled_by_its_own_history() {
        var city = attempt("city", "old", "new");
        var state = live(Map.of("hs_city", List.of(ours("new", at(300)))));
        var settlement = Settlement.of(MAPPING, List.of(OPEN, city), state, DEADLINE);
        assertThat(settlement.acknowledged()).containsExactly(city);
        assertThat(settlement.failed()).containsExactly(OPEN);
    }

    @Test
    void an_acknowledged_write_that_changed_nothing_left_no_entry_and_hid_nothing() {
        var settlement = settle(ACKNOWLEDGED, BEFORE_DEADLINE, theirs("new", at(-100)));
        assertThat(settlement.audited()).containsExactly(ACKNOWLEDGED);
        assertThat(settlement.overwritten()).isEmpty();
        assertThat(settlement.isPending()).isFalse();
    }

    @Test
    void where_changes_add_up_an_edit_to_the_very_value_that_we_sent_counts_beside_ours() {
        var points = Given.mapping(Given.field("points", FieldType.NUMBER, Direction.BOTH, Policy.SUM));
        var attempt = attempt("points", "10", "15").acknowledgedAt(at(500));
        var history = List.of(theirs("15", at(300)), theirs("10", at(-100)));
        var settlement = Settlement.of(points, List.of(attempt), live(Map.of("hs_points", history)), BEFORE_DEADLINE);
        assertThat(settlement.overwritten())
                .containsOnly(Map.entry(
                        "points", new Settlement.Overwritten(attempt, value("15"), at(300), "CRM_UI userId:7")));
        var untouched = List.of(theirs("15", at(600)), theirs("10", at(-100)));
        assertThat(Settlement.of(points, List.of(attempt), live(Map.of("hs_points", untouched)), BEFORE_DEADLINE)
                        .overwritten())
                .isEmpty();
    }

    @Test
    void where_nobody_tells_which_entries_are_ours_the_value_sent_tells() {
        var points = Given.mapping(Given.field("points", FieldType.NUMBER, Direction.BOTH, Policy.SUM));
        var attempt = attempt("points", "10", "15");
        var seen = theirs("10", at(-100));
        var carriedOut = List.of(Given.perhapsOurs("15", at(500)), seen);
        assertThat(Settlement.of(points, List.of(attempt), live(Map.of("hs_points", carriedOut)), BEFORE_DEADLINE)
                        .bases())
                .containsOnly(Map.entry("points", Given.base("15")));

        var acknowledged = attempt.acknowledgedAt(at(500));
        assertThat(Settlement.of(points, List.of(acknowledged), live(Map.of("hs_points", carriedOut)), BEFORE_DEADLINE)
                        .overwritten())
                .isEmpty();
        var another = List.of(Given.perhapsOurs("17", at(300)), seen);
        assertThat(Settlement.of(points, List.of(attempt), live(Map.of("hs_points", another)), BEFORE_DEADLINE)
                        .isPending())
                .isTrue();
        var later = List.of(Given.perhapsOurs("15", at(700)), theirs("16", at(600)), seen);
        assertThat(Settlement.of(points, List.of(acknowledged), live(Map.of("hs_points", later)), BEFORE_DEADLINE)
                        .overwritten())
                .isEmpty();
    }

    @Test
    void an_acknowledged_attempt_moves_no_base_again() {
        var settlement = settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(-100)), ours("new", at(500)));
        assertThat(settlement.bases()).isEmpty();
        assertThat(settlement.acknowledged()).isEmpty();
        assertThat(settlement.audited()).containsExactly(ACKNOWLEDGED);
    }

    @Test
    void an_edit_by_another_between_our_read_and_our_entry_was_overwritten() {
        var settlement =
                settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(-100)), theirs("x", at(200)), ours("new", at(500)));
        assertThat(settlement.overwritten())
                .containsExactly(Map.entry(
                        "phone", new Settlement.Overwritten(ACKNOWLEDGED, value("x"), at(200), "CRM_UI userId:7")));
        assertThat(settlement.audited()).containsExactly(ACKNOWLEDGED);
    }

    @Test
    void an_unanswered_write_is_audited_like_any_other_once_it_is_found() {
        var settlement = settle(OPEN, DEADLINE, theirs("x", at(200)), ours("new", at(500)));
        assertThat(settlement.acknowledged()).containsExactly(OPEN);
        assertThat(settlement.overwritten()).containsOnlyKeys("phone");
    }

    @Test
    void of_several_overwritten_edits_the_last_one_counts() {
        var settlement =
                settle(ACKNOWLEDGED, DEADLINE, theirs("x", at(200)), theirs("y", at(300)), ours("new", at(500)));
        assertThat(settlement.overwritten().get("phone"))
                .extracting(Settlement.Overwritten::value, Settlement.Overwritten::at)
                .containsExactly(value("y"), at(300));
    }

    @Test
    void an_edit_back_to_the_value_seen_was_overwritten_all_the_same() {
        var settlement =
                settle(ACKNOWLEDGED, DEADLINE, theirs("x", at(200)), theirs("old", at(300)), ours("new", at(500)));
        assertThat(settlement.overwritten().get("phone"))
                .extracting(Settlement.Overwritten::value)
                .isEqualTo(value("old"));
    }

    @Test
    void an_edit_that_the_read_had_seen_was_not_overwritten_unseen() {
        var settlement = settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(-1)), ours("new", at(500)));
        assertThat(settlement.overwritten()).isEmpty();
    }

    @Test
    void within_the_millisecond_of_the_read_the_value_seen_is_not_hidden() {
        var settlement = settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(0)), ours("new", at(500)));
        assertThat(settlement.overwritten()).isEmpty();
    }

    @Test
    void within_the_millisecond_of_the_read_another_value_after_the_one_seen_is_hidden() {
        var settlement = settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(0)), theirs("x", at(0)), ours("new", at(500)));
        assertThat(settlement.overwritten().get("phone"))
                .extracting(Settlement.Overwritten::value)
                .isEqualTo(value("x"));
    }

    @Test
    void within_the_millisecond_of_the_read_what_came_before_the_value_seen_is_not_hidden() {
        var settlement = settle(ACKNOWLEDGED, DEADLINE, theirs("x", at(0)), theirs("old", at(0)), ours("new", at(500)));
        assertThat(settlement.overwritten()).isEmpty();
    }

    @Test
    void within_the_millisecond_of_the_read_our_entry_is_known_by_the_value_sent() {
        assertThat(settle(OPEN, BEFORE_DEADLINE, theirs("old", at(-5)), ours("new", at(0)))
                        .acknowledged())
                .containsExactly(OPEN);
        assertThat(settle(OPEN, BEFORE_DEADLINE, ours("old", at(0))).acknowledged())
                .isEmpty();
    }

    @Test
    void an_edit_in_the_millisecond_of_our_own_entry_but_before_it_was_overwritten() {
        var settlement =
                settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(-5)), theirs("x", at(500)), ours("new", at(500)));
        assertThat(settlement.overwritten().get("phone"))
                .extracting(Settlement.Overwritten::value)
                .isEqualTo(value("x"));
    }

    @Test
    void an_edit_in_the_millisecond_of_our_own_entry_but_after_it_was_not_overwritten() {
        var settlement =
                settle(ACKNOWLEDGED, DEADLINE, theirs("old", at(-5)), ours("new", at(500)), theirs("x", at(500)));
        assertThat(settlement.overwritten()).isEmpty();
    }

    @Test
    void an_open_attempt_of_a_frozen_field_is_kept_and_holds_nothing_up() {
        var settlement = Settlement.of(MAPPING, List.of(attempt("fax", "old", "new")), live(Map.of()), BEFORE_DEADLINE);
        assertThat(settlement.isPending()).isFalse();
        assertThat(settlement.closed()).isEmpty();
    }

    @Test
    void an_acknowledged_attempt_waits_until_hubspot_has_its_property_again() {
        var written = attempt("fax", "old", "new").acknowledgedAt(at(1));
        var frozen = MAPPING.withPropertyless(Map.of("fax", text("fax")));
        var settlement = Settlement.of(frozen, List.of(written), live(Map.of()), DEADLINE);
        assertThat(settlement.isPending()).isFalse();
        assertThat(settlement.closed()).isEmpty();
    }

    @Test
    void an_acknowledged_attempt_of_a_field_that_is_mapped_no_more_is_not_asked_about() {
        var written = attempt("fax", "old", "new").acknowledgedAt(at(1));
        assertThat(Settlement.of(MAPPING, List.of(written), live(Map.of()), BEFORE_DEADLINE)
                        .closed())
                .containsExactly(written);
    }

    @Test
    void an_archiving_that_may_still_arrive_is_waited_for_while_the_record_lives() {
        var archiving = Given.archivingAttempt();
        assertThat(Settlement.of(MAPPING, List.of(archiving), live(Map.of()), BEFORE_DEADLINE)
                        .pendingUntil())
                .isEqualTo(DEADLINE);
        assertThat(Settlement.of(MAPPING, List.of(archiving), live(Map.of()), DEADLINE)
                        .isPending())
                .isFalse();
        assertThat(Settlement.of(MAPPING, List.of(archiving), live(Map.of()), DEADLINE)
                        .closed())
                .as("a later archiving is somebody else's")
                .containsExactly(archiving);
        var archived = new RecordState.Archived(Given.record(Map.of()));
        assertThat(Settlement.of(MAPPING, List.of(archiving), archived, BEFORE_DEADLINE)
                        .isPending())
                .isFalse();
    }

    @Test
    void an_archived_record_still_tells_what_became_of_writes() {
        var history = Map.of("hs_phone", List.of(ours("new", at(500)), theirs("x", at(200))));
        var archived = new RecordState.Archived(Given.record(Map.of(), history));
        var settlement = Settlement.of(MAPPING, List.of(OPEN), archived, DEADLINE);
        assertThat(settlement.acknowledged()).containsExactly(OPEN);
        assertThat(settlement.overwritten()).containsOnlyKeys("phone");
    }

    @Test
    void of_a_record_that_is_not_to_be_seen_an_unanswered_write_is_waited_for() {
        for (var state : List.of(new RecordState.Unknown(), new RecordState.MergedInto(Given.record(Map.of())))) {
            assertThat(Settlement.of(MAPPING, List.of(OPEN), state, BEFORE_DEADLINE)
                            .pendingUntil())
                    .isEqualTo(DEADLINE);
        }
    }

    /** A record that absorbed another one since the attempt was decided on. */
    private static RecordState survivor(PropertyChange... newestFirst) {
        return survivor(List.of(), newestFirst);
    }

    private static RecordState survivor(List<Instant> merges, PropertyChange... newestFirst) {
        var record = Given.record(Map.of(), Map.of("hs_phone", List.of(newestFirst)));
        return new RecordState.MergedInto(new HubSpotRecord(
                record.id(),
                record.properties(),
                record.createdAt(),
                record.updatedAt(),
                false,
                record.history(),
                Set.of(new HubSpotId("8")),
                merges));
    }

    @Test
    void a_write_that_came_before_the_merge_replaced_only_what_came_after_its_read() {
        var seen = theirs("old", at(-1));
        var ofTheOther = theirs("the other record's", at(-9_000));
        var blank = new Attempt(3, 7, "phone", value("new"), value("new"), Value.BLANK, at(0), DEADLINE, at(500));
        var merged = List.of(at(700));

        assertThat(Settlement.of(
                                MAPPING,
                                List.of(blank),
                                survivor(merged, ours("new", at(500)), seen, ofTheOther),
                                DEADLINE)
                        .overwritten())
                .isEmpty();
        assertThat(Settlement.of(
                                MAPPING,
                                List.of(ACKNOWLEDGED),
                                survivor(merged, ours("new", at(500)), theirs("x", at(200)), seen, ofTheOther),
                                DEADLINE)
                        .overwritten()
                        .values())
                .extracting(hidden -> hidden.value().text())
                .containsExactly("x");
    }

    @Test
    void a_merge_that_the_read_had_seen_changes_nothing() {
        var state = survivor(List.of(at(-800)), ours("new", at(500)), ours("former", at(-900)), theirs("x", at(-950)));
        assertThat(Settlement.of(MAPPING, List.of(ACKNOWLEDGED), state, DEADLINE)
                        .overwritten())
                .isEmpty();
    }

    @Test
    void what_a_write_replaced_in_the_survivor_of_a_merge_was_hidden_however_old_it_is() {
        var state = survivor(ours("new", at(500)), theirs("survivor's", at(-9_000)));
        var settlement = Settlement.of(MAPPING, List.of(OPEN), state, DEADLINE);
        assertThat(settlement.acknowledged()).containsExactly(OPEN);
        assertThat(settlement.overwritten().values())
                .extracting(hidden -> hidden.value().text())
                .containsExactly("survivor's");
    }

    @Test
    void what_the_merge_itself_brought_along_was_not_hidden() {
        var state = survivor(ours("new", at(500)), theirs("old", at(300)));
        assertThat(Settlement.of(MAPPING, List.of(OPEN), state, DEADLINE).overwritten())
                .isEmpty();
    }

    @Test
    void a_write_for_another_row_is_not_taken_for_this_ones_after_a_merge() {
        var state = survivor(ours("another row's", at(500)));
        assertThat(Settlement.of(MAPPING, List.of(OPEN), state, DEADLINE).failed())
                .containsExactly(OPEN);
    }

    @Test
    void history_is_compared_in_canonical_form() {
        var mapping = Given.mapping(Given.field("size", FieldType.NUMBER, Direction.BOTH, Policy.MANUAL));
        var attempt = attempt("size", "1.5", "2");
        var state = live(Map.of("hs_size", List.of(ours("2.00", at(0)), theirs("1.50", at(0)))));
        var settlement = Settlement.of(mapping, List.of(attempt), state, BEFORE_DEADLINE);
        assertThat(settlement.bases()).containsExactly(Map.entry("size", base("2", "2")));
        assertThat(settlement.overwritten()).isEmpty();
    }

    /** Other people's edits around our read and our write, in the order of time. */
    record Surroundings(List<Long> before, List<Long> between, List<Long> after) {}

    @Property(tries = 500)
    void exactly_what_others_wrote_between_read_and_write_counts_as_overwritten(
            @ForAll("surroundings") Surroundings edits) {
        var entries = new java.util.ArrayList<PropertyChange>();
        edits.before().forEach(time -> entries.add(theirs("before" + time, at(time))));
        edits.between().forEach(time -> entries.add(theirs("between" + time, at(time))));
        entries.add(ours("new", at(1_000)));
        edits.after().forEach(time -> entries.add(theirs("after" + time, at(time))));
        var settlement = settle(ACKNOWLEDGED, DEADLINE, entries.toArray(PropertyChange[]::new));
        if (edits.between().isEmpty()) {
            assertThat(settlement.overwritten()).isEmpty();
        } else {
            var last = edits.between().getLast();
            assertThat(settlement.overwritten().get("phone"))
                    .extracting(Settlement.Overwritten::value, Settlement.Overwritten::at)
                    .containsExactly(value("between" + last), at(last));
        }
    }

    @Provide
    Arbitrary<Surroundings> surroundings() {
        return Combinators.combine(times(-1_000, -1), times(1, 999), times(1_001, 2_000))
                .as(Surroundings::new);
    }

    private static Arbitrary<List<Long>> times(long from, long to) {
        return Arbitraries.longs()
                .between(from, to)
                .list()
                .ofMaxSize(3)
                .map(list -> list.stream().sorted().toList());
    }

    /** @param oldestFirst the history of the phone number, in the order in which it happened */
    private static Settlement settle(Attempt attempt, Instant now, PropertyChange... oldestFirst) {
        return Settlement.of(MAPPING, List.of(attempt), phone(oldestFirst), now);
    }

    private static RecordState phone(PropertyChange... oldestFirst) {
        return live(Map.of("hs_phone", Arrays.asList(oldestFirst).reversed()));
    }

    private static RecordState live(Map<String, List<PropertyChange>> history) {
        return new RecordState.Live(Given.record(Map.of(), history));
    }
}
