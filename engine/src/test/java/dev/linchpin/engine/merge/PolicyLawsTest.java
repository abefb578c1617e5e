package dev.linchpin.engine.merge;

import static dev.linchpin.engine.merge.Situation.MERGE;
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
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the policies that weigh both sides promise, each in its own terms. */
class PolicyLawsTest {
    private static final Field INTERESTS = mapped(FieldType.OPTION_SET, Direction.BOTH, Policy.MERGE);
    private static final Field POINTS = mapped(FieldType.NUMBER, Direction.BOTH, Policy.SUM);
    private static final Field STAGE = mapped(FieldType.ENUMERATION, Direction.BOTH, Policy.FORWARD_ONLY);

    /** What both sides hold once the decision has been carried out; empty when a person is asked. */
    private static Optional<Value> outcome(Situation any) {
        return switch (any.decision()) {
            case InStep _, Agreed _ -> Optional.of(any.local());
            case ToHubSpot(var value, var _) -> Optional.of(value);
            case ToDatabase(var value, var _) -> Optional.of(value);
            case DecidedLocally(var result, var _, var _, var _) -> Optional.of(result);
            case Contested _, Oscillating _, NeedsTimes _ -> Optional.empty();
        };
    }

    private static @Nullable String outcome(Field field, @Nullable String base, String local, String hubspot) {
        var type = field.type();
        var pair = base == null ? null : new BasePair(type.read(base), type.read(base));
        return outcome(new Situation(field, pair, type.read(local), type.read(hubspot), null))
                .map(Value::text)
                .orElse(null);
    }

    // --- all of them ---------------------------------------------------------------------------------------------

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void only_sums_and_merged_sets_are_values_that_nobody_entered(@ForAll("situations") Situation any) {
        var entered = new TreeSet<>(List.of(any.local().text(), any.hubspot().text()));
        if (any.base() != null) {
            entered.add(any.base().local().text());
            entered.add(any.base().hubspot().text());
        }
        if (!any.isOf(Policy.SUM) && !any.isOf(Policy.MERGE)) {
            outcome(any).ifPresent(value -> assertThat(entered).contains(value.text()));
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    @SuppressWarnings("ArgumentSelectionDefectChecker")
    void what_both_sides_come_to_does_not_depend_on_which_side_is_which(@ForAll("weighed") Situation any) {
        var exchanged = new Situation(any.field(), any.base(), any.hubspot(), any.local(), any.times());
        assertThat(outcome(exchanged)).isEqualTo(outcome(any));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_write_to_hubspot_carries_what_the_row_holds_and_replaces_what_the_base_knows(
            @ForAll("situations") Situation any) {
        if (any.decision() instanceof ToHubSpot(var value, var reason)) {
            assertThat(value).isEqualTo(any.local());
            assertThat(any.base() == null ? any.hubspot().isBlank() : !any.hubspotChanged())
                    .as(reason + "")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void a_policy_that_does_not_fit_the_type_asks_a_person(FieldType type) {
        var values = Situation.values(type);
        var base = new BasePair(values.get(0), values.get(0));
        for (var policy : Policy.values()) {
            if (!policy.fits(type)) {
                var field = mapped(type, Direction.BOTH, policy);
                assertThat(MERGE.decide(field, base, values.get(1), values.get(3), null))
                        .isEqualTo(new Contested(values.get(1), values.get(3)));
            }
        }
    }

    // --- MERGE ---------------------------------------------------------------------------------------------------

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_merged_set_holds_what_either_side_added_and_lacks_what_either_removed(
            @ForAll("sets") Value base, @ForAll("sets") Value local, @ForAll("sets") Value hubspot) {
        var outcome = outcome(new Situation(INTERESTS, new BasePair(base, base), local, hubspot, null))
                .orElseThrow();
        for (var option : List.of("a", "b", "c")) {
            var stayed = options(local).contains(option) && options(hubspot).contains(option);
            var either = options(local).contains(option) || options(hubspot).contains(option);
            assertThat(options(outcome).contains(option))
                    .as(option)
                    .isEqualTo(options(base).contains(option) ? stayed : either);
        }
    }

    @Test
    void sets_that_never_agreed_are_united() {
        assertThat(outcome(INTERESTS, null, "a;b", "c")).isEqualTo("a;b;c");
    }

    @Test
    void a_set_that_both_sides_emptied_in_different_ways_is_empty() {
        assertThat(outcome(INTERESTS, "a;b", "a", "b")).isEmpty();
    }

    private static Set<String> options(Value value) {
        return Set.of(value.text().split(";"));
    }

    // --- MAX, MIN ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "NUMBER, 9, 10, 10, 9",
        "NUMBER, -9, -10, -9, -10",
        "DATE, 2026-02-01, 2026-01-31, 2026-02-01, 2026-01-31",
        "DATETIME, 2026-01-01T00:00:00Z, 2026-01-01T00:00:00.5Z, 2026-01-01T00:00:00.500Z, 2026-01-01T00:00:00Z",
        "NUMBER, '', 10, 10, 10"
    })
    void the_greater_or_the_smaller_value_wins_and_any_value_before_a_blank(
            FieldType type, String local, String hubspot, String greatest, String smallest) {
        var base = "2025-12-31";
        assertThat(outcome(mapped(type, Direction.BOTH, Policy.MAX), base, local, hubspot))
                .isEqualTo(greatest);
        assertThat(outcome(mapped(type, Direction.BOTH, Policy.MIN), base, local, hubspot))
                .isEqualTo(smallest);
    }

    @Test
    void a_word_is_neither_greater_nor_smaller() {
        assertThat(outcome(mapped(FieldType.NUMBER, Direction.BOTH, Policy.MAX), "1", "word", "2"))
                .isNull();
    }

    @Test
    void a_change_of_one_side_alone_is_carried_over_even_if_it_is_smaller() {
        assertThat(outcome(mapped(FieldType.NUMBER, Direction.BOTH, Policy.MAX), "7", "3", "7"))
                .isEqualTo("3");
    }

    // --- SUM -----------------------------------------------------------------------------------------------------

    @Property
    void a_sum_has_every_increase_and_decrease_of_both_sides(
            @ForAll("numbers") Value base, @ForAll("numbers") Value local, @ForAll("numbers") Value hubspot) {
        var outcome = outcome(new Situation(POINTS, new BasePair(base, base), local, hubspot, null))
                .orElseThrow();
        var expected = number(base)
                .add(number(local).subtract(number(base)))
                .add(number(hubspot).subtract(number(base)));
        assertThat(number(outcome)).isEqualByComparingTo(expected);
    }

    @Test
    void equal_increases_on_both_sides_are_two() {
        assertThat(outcome(POINTS, "10", "15", "15")).isEqualTo("20");
    }

    @Test
    void a_blank_counts_as_nothing_and_two_cleared_sides_agree() {
        assertThat(outcome(POINTS, "", "5", "7")).isEqualTo("12");
        assertThat(outcome(POINTS, "10", "", "15")).isEqualTo("5");
        assertThat(outcome(POINTS, "10", "", "")).isEmpty();
    }

    @Test
    void without_a_base_nobody_knows_what_was_added() {
        assertThat(outcome(POINTS, null, "5", "7")).isNull();
        assertThat(outcome(POINTS, null, "5", "5")).isEqualTo("5");
        assertThat(outcome(POINTS, null, "", "5")).isEqualTo("5");
    }

    @Test
    void words_are_not_added_up() {
        assertThat(outcome(POINTS, "1", "word", "2")).isNull();
        assertThat(outcome(POINTS, "1", "word", "word")).isEqualTo("word");
    }

    private static BigDecimal number(Value value) {
        return value.isBlank() ? BigDecimal.ZERO : new BigDecimal(value.text());
    }

    // --- FORWARD_ONLY --------------------------------------------------------------------------------------------

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void nothing_but_an_agreement_of_both_sides_goes_back(@ForAll("stages") Situation any) {
        var base = any.base();
        if (base != null && !any.sameMeaning()) {
            outcome(any).ifPresent(value -> assertThat(along(value)).isGreaterThanOrEqualTo(along(base.local())));
        }
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void a_field_that_only_moves_forward_never_asks_while_its_options_are_known(@ForAll("stages") Situation any) {
        assertThat(outcome(any)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "two, three, two, three", // one side alone, forward
        "two, two, one, two", // back: put back
        "two, one, two, two",
        "two, '', two, two",
        "one, three, two, three", // both forward: the further
        "three, one, two, three", // both back: what was agreed on
        "two, one, three, three",
        "two, one, one, one" // both to the same: agreed
    })
    void the_option_that_is_further_along_holds(String base, String local, String hubspot, String expected) {
        assertThat(outcome(STAGE, base, local, hubspot)).isEqualTo(expected);
    }

    @Test
    void an_option_that_hubspot_did_not_list_is_carried_over_alone_and_contested_against_another() {
        assertThat(outcome(STAGE, "two", "added", "two")).isEqualTo("added");
        assertThat(outcome(STAGE, "two", "added", "three")).isNull();
    }

    @Test
    void what_is_put_back_says_why() {
        var base = new BasePair(Value.of("two"), Value.of("two"));
        assertThat(MERGE.decide(STAGE, base, Value.of("one"), Value.of("two"), null))
                .isEqualTo(new ToDatabase(Value.of("two"), Reason.BACKWARD));
        assertThat(MERGE.decide(STAGE, base, Value.of("two"), Value.of("one"), null))
                .isEqualTo(new DecidedLocally(
                        Value.of("two"),
                        Value.of("one"),
                        new BasePair(Value.of("one"), Value.of("one")),
                        Reason.BACKWARD));
    }

    private static boolean isKnown(Value value) {
        return along(value) >= 0;
    }

    private static int along(Value value) {
        return List.of("", "one", "two", "three").indexOf(value.text());
    }

    // --- after overwriting ---------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}: seen {2}, sent {3}, row now {4}, replaced {5}: {6}")
    @CsvSource({
        "MERGE, OPTION_SET, a, a;b, a;b, a;c, a;b;c",
        "MERGE, OPTION_SET, a, a;b, a;b, '', b",
        "MERGE, OPTION_SET, a, a;b, a;b;d, a;c, a;b;c;d",
        "MAX, NUMBER, 5, 7, 7, 9, 9",
        "MAX, NUMBER, 5, 7, 7, 6, ",
        "MIN, NUMBER, 5, 4, 4, 3, 3",
        "MIN, NUMBER, 5, 4, 4, 6, ",
        "SUM, NUMBER, 10, 15, 15, 12, 17",
        "SUM, NUMBER, 10, 15, 15, 15, 20",
        "SUM, NUMBER, 10, 15, 18, 12, 20",
        "FORWARD_ONLY, ENUMERATION, one, two, two, three, three",
        "FORWARD_ONLY, ENUMERATION, two, three, three, one, "
    })
    void an_edit_that_our_write_replaced_is_taken_in_after_all(
            Policy policy,
            FieldType type,
            String seen,
            String sent,
            String row,
            String replaced,
            @Nullable String expected) {
        var replacement = new Replacement(type.read(seen), type.read(sent), type.read(replaced));
        assertThat(MERGE.afterOverwriting(mapped(type, Direction.BOTH, policy), replacement, type.read(row), null))
                .isEqualTo(expected == null ? new InStep() : new ToDatabase(type.read(expected), Reason.POLICY));
    }

    // --- what is given -------------------------------------------------------------------------------------------

    private static Arbitrary<Situation> all(Predicate<Situation> where) {
        return Arbitraries.of(
                Situation.fields().stream().flatMap(Situation::of).filter(where).toList());
    }

    @Provide
    Arbitrary<Situation> situations() {
        return all(_ -> true);
    }

    /** By a policy that weighs both sides, and seen alike from both. */
    @Provide
    Arbitrary<Situation> weighed() {
        return all(any -> any.field().policy().weighsBothSides()
                && any.field().direction() == Direction.BOTH
                && !any.sameMeaning()
                && any.base() != null
                && any.base().local().equals(any.base().hubspot()));
    }

    @Provide
    Arbitrary<Situation> stages() {
        return all(any -> any.field().equals(STAGE)
                && (any.base() == null || any.base().local().equals(any.base().hubspot()))
                && isKnown(any.local())
                && isKnown(any.hubspot())
                && (any.base() == null || isKnown(any.base().local())));
    }

    @Provide
    Arbitrary<Value> sets() {
        return Arbitraries.of("a", "b", "c")
                .set()
                .ofMaxSize(3)
                .map(options -> FieldType.OPTION_SET.read(String.join(";", options)));
    }

    @Provide
    Arbitrary<Value> numbers() {
        return Combinators.combine(Arbitraries.integers().between(-10_000, 10_000), Arbitraries.of("", ".5", ".25"))
                .as((whole, part) -> FieldType.NUMBER.read(whole + part))
                .injectDuplicates(0.3);
    }
}
