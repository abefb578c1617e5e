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
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordMergeTest {
    private static final FieldMerge MERGE = new FieldMerge(Duration.ofSeconds(2));
    private static final ObjectMapping MAPPING = Given.mapping(text("phone"), text("city"), text("name"));
    private static final Map<String, BasePair> BASES =
            Map.of("phone", base("111"), "city", base("Rome"), "name", base("Ada"));

    private static final ObjectMapping LATEST =
            Given.mapping(Given.field("phone", FieldType.TEXT, Direction.BOTH, Policy.LATEST_WINS));

    @Test
    void each_field_is_decided_for_itself_and_those_in_step_are_left_out() {
        var row = Given.row(Map.of("phone", "222", "city", "Rome", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "111", "hs_city", "Oslo", "hs_name", "Ada"));
        var merge = merge(MAPPING, Given.claim(BASES), BASES, row, record, Settlement.NOTHING);
        assertThat(merge.decisions())
                .containsExactly(
                        Map.entry("phone", new ToHubSpot(value("222"), Reason.DATABASE_CHANGED)),
                        Map.entry("city", new ToDatabase(value("Oslo"), Reason.HUBSPOT_CHANGED)));
        assertThat(merge.needTimes()).isEmpty();
    }

    @Test
    void a_contested_field_does_not_hold_up_the_others() {
        var row = Given.row(Map.of("phone", "222", "city", "Bonn", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "333", "hs_city", "Rome", "hs_name", "Ada"));
        assertThat(merge(MAPPING, Given.claim(BASES), BASES, row, record, Settlement.NOTHING)
                        .decisions())
                .containsEntry("phone", new Contested(value("222"), value("333")))
                .containsEntry("city", new ToHubSpot(value("Bonn"), Reason.DATABASE_CHANGED));
    }

    @Test
    void the_bases_that_settled_attempts_moved_are_what_counts() {
        var row = Given.row(Map.of("phone", "222", "city", "Rome", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "222", "hs_city", "Rome", "hs_name", "Ada"));
        var settled = Map.of("phone", base("222"), "city", base("Rome"), "name", base("Ada"));
        assertThat(merge(MAPPING, Given.claim(BASES), settled, row, record, Settlement.NOTHING)
                        .decisions())
                .isEmpty();
    }

    @Test
    void a_field_frozen_by_an_overwritten_edit_is_left_to_a_person() {
        var row = Given.row(Map.of("phone", "222", "city", "Bonn", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "333", "hs_city", "Rome", "hs_name", "Ada"));
        var frozen = Given.conflict(Conflict.Kind.OVERWRITTEN, "phone");
        var claim = Given.claim(Given.link(BASES, Map.of()), List.of(frozen), List.of());
        assertThat(merge(MAPPING, claim, BASES, row, record, Settlement.NOTHING).decisions())
                .containsOnlyKeys("city");
    }

    @Test
    void a_field_that_both_sides_changed_is_merged_anew_so_that_its_conflict_can_close() {
        var row = Given.row(Map.of("phone", "333", "city", "Rome", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "333", "hs_city", "Rome", "hs_name", "Ada"));
        var open = Given.conflict(Conflict.Kind.BOTH_CHANGED, "phone");
        var claim = Given.claim(Given.link(BASES, Map.of()), List.of(open), List.of());
        assertThat(merge(MAPPING, claim, BASES, row, record, Settlement.NOTHING).decisions())
                .containsExactly(Map.entry("phone", new FieldDecision.Agreed(base("333"))));
    }

    @Test
    void a_field_whose_policy_is_time_asks_for_its_history() {
        var merge = latest(Map.of(), Map.of());
        assertThat(merge.needTimes()).containsExactly("phone");
        assertThat(merge.decisions()).isEmpty();
    }

    @Test
    void the_later_edit_wins_once_the_history_is_read() {
        var history = List.of(theirs("333", at(-60_000)));
        assertThat(latest(Map.of("phone", at(-30_000)), Map.of("hs_phone", history))
                        .decisions()
                        .get("phone"))
                .isInstanceOf(FieldDecision.DecidedLocally.class);
        assertThat(latest(Map.of("phone", at(-90_000)), Map.of("hs_phone", history))
                        .decisions())
                .containsEntry("phone", new ToDatabase(value("333"), Reason.POLICY));
    }

    @Test
    void our_own_entries_do_not_date_an_edit_in_hubspot() {
        var history = List.of(ours("333", at(-1_000)), theirs("333", at(-60_000)));
        assertThat(latest(Map.of("phone", at(-30_000)), Map.of("hs_phone", history))
                        .decisions()
                        .get("phone"))
                .isInstanceOf(FieldDecision.DecidedLocally.class);
    }

    @Test
    void without_a_time_on_either_side_a_person_decides() {
        var contested = Map.entry("phone", (FieldDecision) new Contested(value("222"), value("333")));
        assertThat(latest(Map.of(), Map.of("hs_phone", List.of(theirs("333", at(-1)))))
                        .decisions())
                .containsExactly(contested);
        assertThat(latest(Map.of("phone", at(0)), Map.of("hs_phone", List.of())).decisions())
                .containsExactly(contested);
    }

    @Test
    void a_field_whose_write_hid_an_edit_is_decided_by_what_was_hidden() {
        var settlement = hiding("222", "hidden");
        var row = Given.row(Map.of("phone", "222", "city", "Rome", "name", "Ada"));
        var record = Given.record(Map.of("hs_phone", "222", "hs_city", "Rome", "hs_name", "Ada"));
        assertThat(merge(MAPPING, Given.claim(BASES), BASES, row, record, settlement)
                        .decisions())
                .containsExactly(Map.entry("phone", new Contested(value("222"), value("hidden"))));
    }

    @Test
    void a_hidden_edit_is_weighed_by_time_only_once_the_times_were_read_anew() {
        var settlement = hiding("222", "hidden");
        var claim = Given.claim(Given.link(BASES, Map.of("phone", at(60_000))), List.of(), List.of());
        var row = Given.row(Map.of("phone", "222"));
        var unread = merge(LATEST, claim, BASES, row, Given.record(Map.of("hs_phone", "222")), settlement);
        assertThat(unread.needTimes()).containsExactly("phone");
        var history = Map.of("hs_phone", List.of(ours("222", at(500)), theirs("hidden", at(200))));
        var read = merge(LATEST, claim, BASES, row, Given.record(Map.of("hs_phone", "222"), history), settlement);
        assertThat(read.decisions()).containsExactly(Map.entry("phone", new FieldDecision.InStep()));
    }

    private static Settlement hiding(String sent, String hidden) {
        var by = attempt("phone", "111", sent).acknowledgedAt(at(500));
        return new Settlement(
                Map.of(),
                List.of(),
                List.of(),
                List.of(by),
                List.of(),
                Map.of("phone", new Settlement.Overwritten(by, value(hidden), at(200), "CRM_UI")),
                null);
    }

    private static RecordMerge latest(Map<String, Instant> localTimes, Map<String, List<PropertyChange>> history) {
        var bases = Map.of("phone", base("111"));
        var claim = Given.claim(Given.link(bases, localTimes), List.of(), List.of());
        return merge(
                LATEST,
                claim,
                bases,
                Given.row(Map.of("phone", "222")),
                Given.record(Map.of("hs_phone", "333"), history),
                Settlement.NOTHING);
    }

    private static RecordMerge merge(
            ObjectMapping mapping,
            Claim claim,
            Map<String, BasePair> bases,
            Row row,
            HubSpotRecord record,
            Settlement settlement) {
        var timed = record.history().isEmpty() ? Set.<String>of() : Set.of("phone");
        return RecordMerge.of(MERGE, mapping, claim, bases, row, record, settlement, timed);
    }
}
