package dev.linchpin.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple3;
import net.jqwik.time.api.Dates;
import org.junit.jupiter.api.Test;

class TransformTest {
    private static final Codes ONE_TO_ONE = new Codes(codes("A", "active", "P", "paused"));

    private static Map<String, String> codes(String... codesAndValues) {
        var codes = new LinkedHashMap<String, String>();
        for (int index = 0; index < codesAndValues.length; index += 2) {
            codes.put(codesAndValues[index], codesAndValues[index + 1]);
        }
        return codes;
    }

    /** Transforms with a type for which they lose nothing, and values of that type. */
    @Provide
    Arbitrary<Tuple3<Transform, FieldType, String>> lossless() {
        var blanks = Arbitraries.of("", " ", "  ");
        var words = Arbitraries.strings().withChars('a', 'B', '.', '@', ' ').ofMaxLength(8);
        var amounts = Arbitraries.bigDecimals().ofScale(2).map(BigDecimal::toPlainString);
        var options = Arbitraries.strings()
                .withChars('a', 'b')
                .ofMinLength(1)
                .ofMaxLength(3)
                .list()
                .map(list -> String.join(";", list));
        return Arbitraries.oneOf(
                given(Fold.TRIM, FieldType.EMAIL, words),
                given(Fold.LOWER, FieldType.DOMAIN, words),
                given(Chain.of(List.of(Fold.LOWER, Fold.TRIM)), FieldType.EMAIL, words),
                given(new Cents(2), FieldType.NUMBER, amounts),
                given(Chain.of(List.of(Fold.TRIM, new Cents(3))), FieldType.NUMBER, amounts),
                given(ONE_TO_ONE, FieldType.ENUMERATION, Arbitraries.of("active", "paused", "")),
                given(new DateFormat("dd.MM.yyyy"), FieldType.DATE, days()),
                given(new DateFormat("yyyyMMdd"), FieldType.DATE, days()),
                given(new DateFormat("yyyy-MM-dd HH:mm:ss.SSS"), FieldType.DATETIME, moments()),
                given(Separated.split(", "), FieldType.OPTION_SET, options),
                given(Separated.join(", "), FieldType.TEXT, blanks.map(blank -> "a, b" + blank)));
    }

    private static Arbitrary<String> days() {
        return Dates.dates()
                .between(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31))
                .map(LocalDate::toString);
    }

    private static Arbitrary<String> moments() {
        return Arbitraries.longs()
                .between(-60_000_000_000_000L, 60_000_000_000_000L)
                .map(millis -> Instant.ofEpochMilli(millis).toString());
    }

    private static Arbitrary<Tuple3<Transform, FieldType, String>> given(
            Transform transform, FieldType type, Arbitrary<String> values) {
        return values.map(value -> Tuple.of(transform, type, value));
    }

    @Property
    void what_is_written_reads_back_as_it_was(@ForAll("lossless") Tuple3<Transform, FieldType, String> given) {
        var transform = given.get1();
        var type = given.get2();
        var value = type.read(given.get3());

        assertThat(transform.isLossless(type)).isTrue();
        var again = type.read(transform.read(transform.write(value.text())));
        assertThat(type.same(again, value))
                .as(transform + " of '" + value.text() + "'")
                .isTrue();
        // What a row holds by then no longer changes, however often it is carried over.
        assertThat(transform.write(again.text())).isEqualTo(transform.write(value.text()));
    }

    @Test
    void what_loses_something_says_so() {
        assertThat(Fold.LOWER.isLossless(FieldType.TEXT)).isFalse();
        assertThat(Fold.TRIM.isLossless(FieldType.TEXT)).isFalse();
        assertThat(new Cents(2).isLossless(FieldType.TEXT)).isFalse();
        assertThat(new Codes(codes("A", "active", "B", "active")).isLossless(FieldType.ENUMERATION))
                .isFalse();
        assertThat(new DateFormat("dd.MM.yy").isLossless(FieldType.DATE)).isFalse();
        assertThat(new DateFormat("yyyy-MM-dd HH:mm").isLossless(FieldType.DATETIME))
                .isFalse();
        assertThat(new DateFormat("dd.MM.yyyy").isLossless(FieldType.TEXT)).isFalse();
        assertThat(Separated.split(",").isLossless(FieldType.ENUMERATION)).isFalse();
        assertThat(new Default("none").isLossless(FieldType.TEXT)).isFalse();
        assertThat(Chain.of(List.of(Fold.TRIM, new Cents(2))).isLossless(FieldType.TEXT))
                .isFalse();
    }

    @Test
    void cents_are_whole_numbers_of_any_scale() {
        assertThat(new Cents(2).read("1234")).isEqualTo("12.34");
        assertThat(new Cents(2).read(" 1200.0 ")).isEqualTo("12");
        assertThat(new Cents(3).write("12.345")).isEqualTo("12345");
        assertThat(new Cents(2).write("-0.5")).isEqualTo("-50");
        assertThat(new Cents(2).write("1e3")).isEqualTo("100000");
    }

    @Test
    void what_cannot_be_held_or_read_is_refused_without_repeating_it() {
        refuses(() -> new Cents(2).write("12.345"), "12.345");
        refuses(() -> new Cents(2).read("12.5"), "12.5");
        refuses(() -> new Cents(2).read("secret"), "secret");
        refuses(() -> new Cents(2).read("1e999999999"), "999999999");
        refuses(() -> ONE_TO_ONE.read("X"), "X");
        refuses(() -> ONE_TO_ONE.write("gone"), "gone");
        refuses(() -> new DateFormat("dd.MM.yyyy").read("31.02.2026"), "31.02.2026");
        refuses(() -> new DateFormat("dd.MM.yyyy HH:mm").write("2026-01-01"), "2026-01-01");
        refuses(() -> new DateFormat("dd.MM.yyyy").write("secret"), "secret");
        refuses(() -> Separated.split(",").read("a;b"), "a;b");
        refuses(() -> Separated.split(",").write("a,x;b"), "a,x");
    }

    private static void refuses(Runnable work, String value) {
        assertThatThrownBy(work::run)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void of_several_codes_for_one_value_the_first_is_written() {
        var codes = new Codes(codes("A", "active", "B", "active"));

        assertThat(codes.read("B")).isEqualTo("active");
        assertThat(codes.write("active")).isEqualTo("A");
    }

    @Test
    void a_default_stands_for_nothing_on_both_sides() {
        var transform = Chain.of(List.of(Fold.TRIM, new Default("none")));

        assertThat(transform.read("  ")).isEqualTo("none");
        assertThat(transform.write("")).isEqualTo("none");
        assertThat(FieldType.TEXT.read(transform.read("x"))).isEqualTo(Value.of("x"));
    }
}
