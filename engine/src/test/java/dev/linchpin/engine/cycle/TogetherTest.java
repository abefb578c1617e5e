package dev.linchpin.engine.cycle;

import static dev.linchpin.engine.cycle.Given.at;
import static dev.linchpin.engine.cycle.Given.base;
import static dev.linchpin.engine.cycle.Given.field;
import static dev.linchpin.engine.cycle.Given.theirs;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.merge.FieldDecision;
import dev.linchpin.engine.merge.FieldMerge;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Traits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A stage and its pipeline, in step at {@code (sales, open)}. */
class TogetherTest {
    private static RecordMerge merge(Policy policy, Map<String, String> row, Map<String, String> record) {
        return merge(policy, row, record, Map.of(), Map.of(), Set.of());
    }

    private static RecordMerge merge(
            Policy policy,
            Map<String, String> row,
            Map<String, String> record,
            Map<String, Instant> editedInSql,
            Map<String, List<PropertyChange>> history,
            Set<String> timed) {
        var mapping = Given.mapping(
                        field("stage", FieldType.ENUMERATION, Direction.BOTH, policy),
                        field("pipeline", FieldType.ENUMERATION, Direction.BOTH, policy))
                .withTraits(Traits.NONE.withTogether(List.of(List.of("stage", "pipeline"))));
        var bases = Map.of("stage", base("open"), "pipeline", base("sales"));
        return RecordMerge.of(
                new FieldMerge(Duration.ofSeconds(2)),
                mapping,
                Given.claim(Given.link(bases, editedInSql), List.of(), List.of()),
                bases,
                Given.row(row),
                Given.record(Map.of("hs_stage", record.get("stage"), "hs_pipeline", record.get("pipeline")), history),
                Settlement.NOTHING,
                timed);
    }

    private static Map<String, String> place(String pipeline, String stage) {
        return Map.of("pipeline", pipeline, "stage", stage);
    }

    @Test
    void a_change_of_one_side_stays_as_it_is() {
        assertThat(merge(Policy.MANUAL, place("renewals", "first"), place("sales", "open"))
                        .decisions()
                        .values())
                .hasSize(2)
                .allMatch(FieldDecision.ToHubSpot.class::isInstance);
    }

    @Test
    void a_pipeline_changed_here_and_a_stage_changed_there_are_contested_both() {
        assertThat(merge(Policy.MANUAL, place("renewals", "open"), place("sales", "won"))
                        .decisions()
                        .values())
                .hasSize(2)
                .allMatch(FieldDecision.Contested.class::isInstance);
    }

    @Test
    void a_winner_wins_with_both() {
        assertThat(merge(Policy.HUBSPOT_WINS, place("renewals", "first"), place("sales", "won"))
                        .decisions()
                        .values())
                .hasSize(2)
                .allMatch(FieldDecision.ToDatabase.class::isInstance);
        // Decided locally first; then only the database differs, and both are sent together.
        var decided = merge(Policy.DATABASE_WINS, place("renewals", "first"), place("sales", "won"))
                .decisions();
        assertThat(decided).containsOnlyKeys("stage");
        assertThat(decided.get("stage")).isInstanceOf(FieldDecision.DecidedLocally.class);
    }

    @Test
    void the_latest_edit_to_either_decides_about_both() {
        var row = place("renewals", "open");
        var record = place("sales", "won");
        assertThat(merge(Policy.LATEST_WINS, row, record).needTimes()).containsExactlyInAnyOrder("stage", "pipeline");

        var timed = merge(
                Policy.LATEST_WINS,
                row,
                record,
                Map.of("pipeline", at(60_000)),
                Map.of("hs_stage", List.of(theirs("won", at(30_000)))),
                Set.of("stage", "pipeline"));
        assertThat(timed.needTimes()).isEmpty();
        assertThat(timed.decisions().values()).hasSize(2).allMatch(FieldDecision.DecidedLocally.class::isInstance);
    }

    @Test
    void what_both_sides_hold_alike_is_not_contested() {
        assertThat(merge(Policy.MANUAL, place("sales", "lost"), place("sales", "won"))
                        .decisions())
                .containsOnlyKeys("stage");
    }
}
