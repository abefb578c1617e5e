package dev.linchpin.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.merge.FieldDecision.Agreed;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.DecidedForDatabase;
import dev.linchpin.engine.merge.FieldDecision.InStep;
import dev.linchpin.engine.merge.FieldDecision.NeedsTimes;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FieldMergeTest {
    private static final Duration SKEW = Duration.ofSeconds(2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final FieldMerge MERGE = new FieldMerge(SKEW);

    /** One question to the merge. The values come from so few that equal ones are frequent. */
    record Situation(
            Field field,
            @Nullable BasePair base,
            Value local,
            Value hubspot,
            @Nullable EditTimes times) {
        FieldDecision decision() {
            return MERGE.decide(field, base, local, hubspot, times);
        }

        boolean sameMeaning() {
            return field.type().same(local, hubspot);
        }

        boolean localChanged() {
            return base != null && !local.equals(base.local());
        }

        boolean hubspotChanged() {
            return base != null && !hubspot.equals(base.hubspot());
        }

        /** The same situation with the two sides' roles exchanged. */
        @SuppressWarnings("ArgumentSelectionDefectChecker")
        Situation mirrored() {
            return new Situation(
                    mapped(field.type(), mirror(field.direction()), mirror(field.policy())),
                    base == null ? null : new BasePair(base.hubspot(), base.local()),
                    hubspot,
                    local,
                    times == null ? null : new EditTimes(times.hubspot(), times.local()));
        }
    }

    @Property(tries = 300)
    void sides_as_they_were_when_they_agreed_need_nothing(@ForAll("situations") Situation any) {
        var base = new BasePair(any.local(), any.hubspot());
        assertThat(MERGE.decide(any.field(), base, any.local(), any.hubspot(), any.times()))
                .isEqualTo(new InStep());
    }

    @Property(tries = 1_000)
    void sides_that_mean_the_same_move_the_base_and_write_nothing(@ForAll("meaningTheSame") Situation any) {
        var now = new BasePair(any.local(), any.hubspot());
        var unmoved = now.equals(any.base());
        assertThat(any.decision()).isEqualTo(unmoved ? new InStep() : new Agreed(now));
    }

    @Property(tries = 1_000)
    void a_change_on_one_side_alone_is_carried_over(@ForAll("changedOnOneSide") Situation any) {
        assertThat(any.decision())
                .isEqualTo(
                        any.localChanged()
                                ? new ToHubSpot(any.local(), Reason.DATABASE_CHANGED)
                                : new ToDatabase(any.hubspot(), Reason.HUBSPOT_CHANGED));
    }

    @Property(tries = 1_000)
    void changes_apart_on_both_sides_are_for_the_policy(@ForAll("changedApart") Situation any) {
        var forHubSpot = new ToDatabase(any.hubspot(), Reason.POLICY);
        var forDatabase =
                new DecidedForDatabase(any.hubspot(), new BasePair(any.hubspot(), any.hubspot()), Reason.POLICY);
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
                        });
    }

    @Property(tries = 2_000)
    void no_write_to_hubspot_replaces_a_change_made_there(@ForAll("changedInHubSpot") Situation any) {
        assertThat(any.decision()).isNotInstanceOf(ToHubSpot.class);
    }

    @Property(tries = 2_000)
    void a_one_way_field_never_flows_the_other_way(@ForAll("situations") Situation any) {
        switch (any.field().direction()) {
            case BOTH -> {}
            case TO_HUBSPOT -> assertThat(any.decision()).isNotInstanceOf(ToDatabase.class);
            case FROM_HUBSPOT ->
                assertThat(any.decision()).isNotInstanceOfAny(ToHubSpot.class, DecidedForDatabase.class);
        }
    }

    @Property(tries = 1_000)
    void a_one_way_field_never_asks_a_person(@ForAll("flowingOneWay") Situation any) {
        assertThat(any.decision()).isNotInstanceOfAny(Contested.class, NeedsTimes.class);
    }

    @Property(tries = 1_000)
    void a_first_link_never_blanks_what_a_side_holds(@ForAll("situations") Situation any) {
        var first = new Situation(any.field(), null, any.local(), any.hubspot(), any.times());
        switch (first.decision()) {
            case ToHubSpot(var value, var _) -> assertThat(value.isBlank()).isFalse();
            case ToDatabase(var value, var _) -> assertThat(value.isBlank()).isFalse();
            case DecidedForDatabase _ -> assertThat(any.local().isBlank()).isFalse();
            case InStep _, Agreed _, Contested _, NeedsTimes _ -> {}
        }
    }

    @Property(tries = 2_000)
    void neither_side_is_favoured(@ForAll("situations") Situation any) {
        assertThat(outline(any.mirrored().decision())).isEqualTo(mirror(outline(any.decision())));
    }

    @Property(tries = 1_000)
    void times_are_asked_for_once_at_most_and_only_where_the_policy_needs_them(@ForAll("situations") Situation any) {
        if (any.decision() instanceof NeedsTimes) {
            assertThat(any.field().policy()).isEqualTo(Policy.LATEST_WINS);
            assertThat(any.times()).isNull();
            var answered = MERGE.decide(any.field(), any.base(), any.local(), any.hubspot(), new EditTimes(null, null));
            assertThat(answered).isEqualTo(new Contested(any.local(), any.hubspot()));
        }
    }

    @Property(tries = 1_000)
    void a_change_decided_for_the_database_is_next_seen_as_the_databases_alone(
            @ForAll("decidedForTheDatabase") Situation any) {
        var decided = (DecidedForDatabase) any.decision();
        assertThat(decided.lost()).isEqualTo(any.hubspot());
        var next = MERGE.decide(any.field(), decided.base(), any.local(), any.hubspot(), null);
        assertThat(next).isEqualTo(new ToHubSpot(any.local(), Reason.DATABASE_CHANGED));
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
                .isEqualTo(new DecidedForDatabase(
                        Value.of("theirs"), new BasePair(Value.of("theirs"), Value.of("theirs")), Reason.DIRECTION));
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
            case LOCAL -> assertThat(decision).isInstanceOf(DecidedForDatabase.class);
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
        assertThat(MERGE.afterOverwriting(field, Value.of("sent"), Value.of("replaced"), times))
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
                        Value.of("Ada@Example.com"),
                        Value.of("ada@example.com"),
                        times))
                .isEqualTo(new InStep());
        assertThat(MERGE.afterOverwriting(
                        mapped(FieldType.TEXT, Direction.TO_HUBSPOT, policy),
                        Value.of("sent"),
                        Value.of("replaced"),
                        times))
                .isEqualTo(new InStep());
    }

    private static Field mapped(FieldType type, Direction direction, Policy policy) {
        return new Field("phone", "phone", "phone", type, direction, policy);
    }

    private static Direction mirror(Direction direction) {
        return switch (direction) {
            case BOTH -> Direction.BOTH;
            case TO_HUBSPOT -> Direction.FROM_HUBSPOT;
            case FROM_HUBSPOT -> Direction.TO_HUBSPOT;
        };
    }

    private static Policy mirror(Policy policy) {
        return switch (policy) {
            case HUBSPOT_WINS -> Policy.DATABASE_WINS;
            case DATABASE_WINS -> Policy.HUBSPOT_WINS;
            case MANUAL, LATEST_WINS -> policy;
        };
    }

    /** Who gets a value in the end, and why: {@link DecidedForDatabase} is only the first half of a write to HubSpot. */
    private record Outline(String what, @Nullable Reason reason) {}

    private static Outline outline(FieldDecision decision) {
        return switch (decision) {
            case InStep _ -> new Outline("in step", null);
            case Agreed _ -> new Outline("agreed", null);
            case ToHubSpot(var _, var reason) -> new Outline("database prevails", reason);
            case DecidedForDatabase(var _, var _, var reason) -> new Outline("database prevails", reason);
            case ToDatabase(var _, var reason) -> new Outline("HubSpot prevails", reason);
            case Contested _ -> new Outline("contested", null);
            case NeedsTimes _ -> new Outline("needs times", null);
        };
    }

    private static Outline mirror(Outline outline) {
        var what = switch (outline.what()) {
            case "database prevails" -> "HubSpot prevails";
            case "HubSpot prevails" -> "database prevails";
            default -> outline.what();
        };
        var reason = outline.reason();
        if (reason == Reason.DATABASE_CHANGED) {
            return new Outline(what, Reason.HUBSPOT_CHANGED);
        }
        return new Outline(what, reason == Reason.HUBSPOT_CHANGED ? Reason.DATABASE_CHANGED : reason);
    }

    @Provide
    Arbitrary<Situation> changedOnOneSide() {
        return situations()
                .filter(any -> any.field().direction() == Direction.BOTH
                        && any.localChanged() != any.hubspotChanged()
                        && !any.sameMeaning());
    }

    @Provide
    Arbitrary<Situation> changedApart() {
        return situations()
                .filter(any -> any.field().direction() == Direction.BOTH
                        && any.localChanged()
                        && any.hubspotChanged()
                        && !any.sameMeaning());
    }

    @Provide
    Arbitrary<Situation> meaningTheSame() {
        return situations().filter(any -> any.sameMeaning());
    }

    @Provide
    Arbitrary<Situation> changedInHubSpot() {
        return situations().filter(any -> any.hubspotChanged());
    }

    @Provide
    Arbitrary<Situation> flowingOneWay() {
        return situations().filter(any -> any.field().direction() != Direction.BOTH);
    }

    @Provide
    Arbitrary<Situation> decidedForTheDatabase() {
        return situations().filter(any -> any.decision() instanceof DecidedForDatabase);
    }

    @Provide
    Arbitrary<Situation> situations() {
        var fields = Combinators.combine(
                        Arbitraries.of(FieldType.TEXT, FieldType.EMAIL, FieldType.OPTION_SET),
                        Arbitraries.of(Direction.class),
                        Arbitraries.of(Policy.class))
                .as(FieldMergeTest::mapped);
        return fields.flatMap(field -> {
            var values = Arbitraries.of("", "a", "A", " a", "b", "b;c", "c;b")
                    .map(text -> field.type().read(text));
            var bases = Combinators.combine(values, values).as(BasePair::new).injectNull(0.2);
            var moments = Arbitraries.longs()
                    .between(-3_000, 3_000)
                    .map(NOON::plusMillis)
                    .injectNull(0.1);
            var times = Combinators.combine(moments, moments)
                    .as((@Nullable Instant local, @Nullable Instant hubspot) -> new EditTimes(local, hubspot))
                    .injectNull(0.3);
            return Combinators.combine(bases, values, values, times)
                    .as((@Nullable BasePair base, Value local, Value hubspot, @Nullable EditTimes known) ->
                            new Situation(field, base, local, hubspot, known));
        });
    }
}
