package dev.linchpin.engine.merge;

import static dev.linchpin.engine.merge.Situation.MERGE;
import static dev.linchpin.engine.merge.Situation.NOON;
import static dev.linchpin.engine.merge.Situation.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.merge.FieldDecision.Agreed;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.DecidedLocally;
import dev.linchpin.engine.merge.FieldDecision.InStep;
import dev.linchpin.engine.merge.FieldDecision.NeedsTimes;
import dev.linchpin.engine.merge.FieldDecision.Oscillating;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldMergeTest {
    private static final Duration SKEW = MERGE.skew();

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void sides_as_they_were_when_they_agreed_need_nothing(@ForAll("situations") Situation any) {
        var base = new BasePair(any.local(), any.hubspot());
        assertThat(MERGE.decide(any.field(), base, any.local(), any.hubspot(), any.times()))
                .isEqualTo(new InStep());
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void sides_that_mean_the_same_move_the_base_and_write_nothing(@ForAll("meaningTheSame") Situation any) {
        var now = new BasePair(any.local(), any.hubspot());
        var unmoved = now.equals(any.base());
        assertThat(any.decision()).isEqualTo(unmoved ? new InStep() : new Agreed(now));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_change_on_one_side_alone_is_carried_over(@ForAll("changedOnOneSide") Situation any) {
        assertThat(any.decision())
                .isEqualTo(
                        any.localChanged()
                                ? new ToHubSpot(any.local(), Reason.DATABASE_CHANGED)
                                : new ToDatabase(any.hubspot(), Reason.HUBSPOT_CHANGED));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void changes_apart_on_both_sides_are_for_the_policy_that_chooses_between_them(
            @ForAll("changedApart") Situation any) {
        var forHubSpot = new ToDatabase(any.hubspot(), Reason.POLICY);
        var forDatabase = new DecidedLocally(
                any.local(), any.hubspot(), new BasePair(any.hubspot(), any.hubspot()), Reason.POLICY);
        var open = new Contested(any.local(), any.hubspot());
        assertThat(any.decision())
                .isEqualTo(
                        switch (any.field().policy()) {
                            case MANUAL -> open;
                            case HUBSPOT_WINS -> forHubSpot;
                            case DATABASE_WINS -> forDatabase;
                            case LATEST_WINS ->
                                any.times() == null
                                        ? new NeedsTimes()
                                        : switch (any.times().later(SKEW)) {
                                            case LOCAL -> forDatabase;
                                            case HUBSPOT -> forHubSpot;
                                            case UNDECIDED -> open;
                                        };
                            case MERGE, MAX, MIN, SUM, FORWARD_ONLY -> throw new AssertionError("not asked here");
                        });
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void no_write_to_hubspot_replaces_a_change_made_there(@ForAll("changedInHubSpot") Situation any) {
        assertThat(any.decision()).isNotInstanceOf(ToHubSpot.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_one_way_field_never_flows_the_other_way(@ForAll("situations") Situation any) {
        switch (any.field().direction()) {
            case BOTH -> {}
            case TO_HUBSPOT -> assertThat(any.decision()).isNotInstanceOf(ToDatabase.class);
            case FROM_HUBSPOT -> assertThat(any.decision()).isNotInstanceOfAny(ToHubSpot.class, DecidedLocally.class);
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_one_way_field_never_asks_a_person(@ForAll("flowingOneWay") Situation any) {
        assertThat(any.decision()).isNotInstanceOfAny(Contested.class, NeedsTimes.class);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_first_link_never_blanks_what_a_side_holds(@ForAll("situations") Situation any) {
        var first = new Situation(any.field(), null, any.local(), any.hubspot(), any.times());
        switch (first.decision()) {
            case ToHubSpot(var value, var _) -> assertThat(value.isBlank()).isFalse();
            case ToDatabase(var value, var _) -> assertThat(value.isBlank()).isFalse();
            case DecidedLocally(var result, var _, var _, var _) ->
                assertThat(result.isBlank()).isFalse();
            case InStep _, Agreed _, Contested _, Oscillating _, NeedsTimes _ -> {}
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void neither_side_is_favoured(@ForAll("seenAlikeFromBothSides") Situation any) {
        assertThat(outline(any.mirrored().decision())).isEqualTo(mirror(outline(any.decision())));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void times_are_asked_for_once_at_most_and_only_where_the_policy_needs_them(@ForAll("situations") Situation any) {
        if (any.decision() instanceof NeedsTimes) {
            assertThat(any.isOf(Policy.LATEST_WINS)).isTrue();
            assertThat(any.times()).isNull();
            var answered = MERGE.decide(any.field(), any.base(), any.local(), any.hubspot(), new EditTimes(null, null));
            assertThat(answered).isEqualTo(new Contested(any.local(), any.hubspot()));
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void what_was_decided_locally_is_next_seen_as_the_databases_change_alone(@ForAll("decidedLocally") Situation any) {
        var decided = (DecidedLocally) any.decision();
        assertThat(decided.lost()).isEqualTo(any.hubspot());
        var next = MERGE.decide(any.field(), decided.base(), decided.result(), any.hubspot(), null);
        assertThat(next).isEqualTo(new ToHubSpot(decided.result(), Reason.DATABASE_CHANGED));
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void at_a_first_link_a_blank_is_filled_from_either_side(Policy policy) {
        var field = mapped(FieldType.TEXT, Direction.BOTH, policy);
        assertThat(MERGE.decide(field, null, Value.BLANK, Value.of("x"), null))
                .isEqualTo(new ToDatabase(Value.of("x"), Reason.BLANK_FILLED));
        assertThat(MERGE.decide(field, null, Value.of("x"), Value.BLANK, null))
                .isEqualTo(new ToHubSpot(Value.of("x"), Reason.BLANK_FILLED));
    }

    @Test
    void at_a_first_link_a_blank_that_may_not_be_filled_is_left_alone_and_agreed_on() {
        var toHubSpot = mapped(FieldType.TEXT, Direction.TO_HUBSPOT, Policy.MANUAL);
        assertThat(MERGE.decide(toHubSpot, null, Value.BLANK, Value.of("x"), null))
                .isEqualTo(new Agreed(new BasePair(Value.BLANK, Value.of("x"))));
        var fromHubSpot = mapped(FieldType.TEXT, Direction.FROM_HUBSPOT, Policy.MANUAL);
        assertThat(MERGE.decide(fromHubSpot, null, Value.of("x"), Value.BLANK, null))
                .isEqualTo(new Agreed(new BasePair(Value.of("x"), Value.BLANK)));
    }

    @Test
    void drift_of_a_one_way_field_is_put_back() {
        var base = new BasePair(Value.of("a"), Value.of("a"));
        assertThat(MERGE.decide(
                        mapped(FieldType.TEXT, Direction.FROM_HUBSPOT, Policy.DATABASE_WINS),
                        base,
                        Value.of("mine"),
                        Value.of("a"),
                        null))
                .isEqualTo(new ToDatabase(Value.of("a"), Reason.DIRECTION));
        assertThat(MERGE.decide(
                        mapped(FieldType.TEXT, Direction.TO_HUBSPOT, Policy.HUBSPOT_WINS),
                        base,
                        Value.of("a"),
                        Value.of("theirs"),
                        null))
                .isEqualTo(new DecidedLocally(
                        Value.of("a"),
                        Value.of("theirs"),
                        new BasePair(Value.of("theirs"), Value.of("theirs")),
                        Reason.DIRECTION));
    }

    @Test
    void clearing_a_field_is_a_change_like_any_other() {
        var base = new BasePair(Value.of("a"), Value.of("a"));
        var field = mapped(FieldType.TEXT, Direction.BOTH, Policy.MANUAL);
        assertThat(MERGE.decide(field, base, Value.BLANK, Value.of("a"), null))
                .isEqualTo(new ToHubSpot(Value.BLANK, Reason.DATABASE_CHANGED));
        assertThat(MERGE.decide(field, base, Value.of("a"), Value.BLANK, null))
                .isEqualTo(new ToDatabase(Value.BLANK, Reason.HUBSPOT_CHANGED));
        assertThat(MERGE.decide(field, base, Value.BLANK, Value.of("b"), null))
                .isEqualTo(new Contested(Value.BLANK, Value.of("b")));
    }

    @Test
    void what_hubspot_made_of_a_value_is_no_change_of_hubspots() {
        var base = new BasePair(Value.of(" Ada@Example.com "), Value.of("ada@example.com"));
        var email = mapped(FieldType.EMAIL, Direction.BOTH, Policy.MANUAL);
        assertThat(MERGE.decide(email, base, base.local(), base.hubspot(), null))
                .isEqualTo(new InStep());
        assertThat(MERGE.decide(email, base, Value.of("eve@example.com"), base.hubspot(), null))
                .isEqualTo(new ToHubSpot(Value.of("eve@example.com"), Reason.DATABASE_CHANGED));
    }

    @ParameterizedTest(name = "database {0} ms after HubSpot: {1}")
    @CsvSource({
        "2001, LOCAL",
        "2000, UNDECIDED",
        "1, UNDECIDED",
        "0, UNDECIDED",
        "-1, UNDECIDED",
        "-2000, UNDECIDED",
        "-2001, HUBSPOT"
    })
    void the_later_edit_wins_unless_the_clocks_may_be_what_differs(long localAfter, EditTimes.Later expected) {
        var times = new EditTimes(NOON.plusMillis(localAfter), NOON);
        assertThat(times.later(SKEW)).isEqualTo(expected);
        var field = mapped(FieldType.TEXT, Direction.BOTH, Policy.LATEST_WINS);
        var base = new BasePair(Value.of("a"), Value.of("a"));
        var decision = MERGE.decide(field, base, Value.of("mine"), Value.of("theirs"), times);
        switch (expected) {
            case LOCAL -> assertThat(decision).isInstanceOf(DecidedLocally.class);
            case HUBSPOT -> assertThat(decision).isEqualTo(new ToDatabase(Value.of("theirs"), Reason.POLICY));
            case UNDECIDED -> assertThat(decision).isInstanceOf(Contested.class);
        }
    }

    @Test
    void an_edit_whose_time_is_unknown_does_not_win_by_time() {
        assertThat(new EditTimes(null, NOON).later(SKEW)).isEqualTo(EditTimes.Later.UNDECIDED);
        assertThat(new EditTimes(NOON, null).later(SKEW)).isEqualTo(EditTimes.Later.UNDECIDED);
    }

    @ParameterizedTest(name = "{0}, database {1} s after HubSpot: {2}")
    @CsvSource({
        "MANUAL, 60, ask",
        "MANUAL, -60, ask",
        "HUBSPOT_WINS, 60, restore",
        "DATABASE_WINS, -60, keep",
        "LATEST_WINS, 60, keep",
        "LATEST_WINS, -60, restore",
        "LATEST_WINS, 1, ask"
    })
    void an_edit_that_our_write_replaced_gets_what_the_policy_owes_it(Policy policy, long localAfter, String expected) {
        var field = mapped(FieldType.TEXT, Direction.BOTH, policy);
        var times = new EditTimes(NOON.plusSeconds(localAfter), NOON);
        var replacement = new Replacement(Value.of("seen"), Value.of("sent"), Value.of("replaced"));
        assertThat(MERGE.afterOverwriting(field, replacement, Value.of("sent"), times))
                .isEqualTo(
                        switch (expected) {
                            case "ask" -> new Contested(Value.of("sent"), Value.of("replaced"));
                            case "restore" -> new ToDatabase(Value.of("replaced"), Reason.POLICY);
                            default -> new InStep();
                        });
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void replacing_what_means_the_same_or_may_not_flow_back_is_no_loss(Policy policy) {
        var times = new EditTimes(NOON, NOON.plusSeconds(60));
        assertThat(MERGE.afterOverwriting(
                        mapped(FieldType.EMAIL, Direction.BOTH, policy),
                        new Replacement(Value.of("seen"), Value.of("Ada@Example.com"), Value.of("ada@example.com")),
                        Value.of("Ada@Example.com"),
                        times))
                .isEqualTo(new InStep());
        assertThat(MERGE.afterOverwriting(
                        mapped(FieldType.TEXT, Direction.TO_HUBSPOT, policy),
                        new Replacement(Value.of("seen"), Value.of("sent"), Value.of("replaced")),
                        Value.of("sent"),
                        times))
                .isEqualTo(new InStep());
    }

    /** What both sides hold in the end, and why: {@link DecidedLocally} is only the first half of a write to HubSpot. */
    private record Outline(
            String what, @Nullable Value value, @Nullable Reason reason) {
        Outline(String what) {
            this(what, null, null);
        }
    }

    private static Outline outline(FieldDecision decision) {
        return switch (decision) {
            case InStep _ -> new Outline("in step");
            case Agreed _ -> new Outline("agreed");
            case ToHubSpot(var value, var reason) -> new Outline("hold", value, reason);
            case DecidedLocally(var value, var _, var _, var reason) -> new Outline("hold", value, reason);
            case ToDatabase(var value, var reason) -> new Outline("hold", value, reason);
            case Contested _ -> new Outline("contested");
            case Oscillating _ -> throw new AssertionError("one merge alone sees no circle");
            case NeedsTimes _ -> new Outline("needs times");
        };
    }

    private static Outline mirror(Outline outline) {
        var reason = outline.reason();
        return new Outline(
                outline.what(),
                outline.value(),
                reason == Reason.DATABASE_CHANGED
                        ? Reason.HUBSPOT_CHANGED
                        : reason == Reason.HUBSPOT_CHANGED ? Reason.DATABASE_CHANGED : reason);
    }

    private static Arbitrary<Situation> all(Predicate<Situation> where) {
        return Arbitraries.of(
                Situation.fields().stream().flatMap(Situation::of).filter(where).toList());
    }

    @Provide
    Arbitrary<Situation> changedOnOneSide() {
        return all(any -> any.field().direction() == Direction.BOTH
                && any.localChanged() != any.hubspotChanged()
                && !any.sameMeaning()
                && !any.isOf(Policy.FORWARD_ONLY));
    }

    @Provide
    Arbitrary<Situation> changedApart() {
        return all(any -> any.isForThePolicy()
                && !any.sameMeaning()
                && !any.field().policy().weighsBothSides());
    }

    @Provide
    Arbitrary<Situation> meaningTheSame() {
        return all(any -> any.sameMeaning() && !(any.isForThePolicy() && any.isOf(Policy.SUM)));
    }

    @Provide
    Arbitrary<Situation> changedInHubSpot() {
        return all(Situation::hubspotChanged);
    }

    @Provide
    Arbitrary<Situation> flowingOneWay() {
        return all(any -> any.field().direction() != Direction.BOTH);
    }

    @Provide
    Arbitrary<Situation> decidedLocally() {
        return all(any -> any.decision() instanceof DecidedLocally);
    }

    @Provide
    Arbitrary<Situation> situations() {
        return all(_ -> true);
    }

    /** What a sum makes of bases that differ is seen from the row. */
    @Provide
    Arbitrary<Situation> seenAlikeFromBothSides() {
        return all(any -> !any.isOf(Policy.SUM)
                || any.base() == null
                || any.base().local().equals(any.base().hubspot()));
    }
}
