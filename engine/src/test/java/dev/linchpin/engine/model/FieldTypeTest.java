package dev.linchpin.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypeTest {
    @Property(tries = 2_000)
    void reading_a_canonical_text_changes_nothing(@ForAll FieldType type, @ForAll("texts") String raw) {
        var once = type.read(raw);
        assertThat(type.read(once.text())).isEqualTo(once);
    }

    @Property(tries = 1_000)
    void a_value_means_the_same_as_itself_and_meaning_the_same_works_both_ways(
            @ForAll FieldType type, @ForAll("texts") String one, @ForAll("texts") String other) {
        var first = type.read(one);
        var second = type.read(other);
        assertThat(type.same(first, first)).isTrue();
        assertThat(type.same(first, second)).isEqualTo(type.same(second, first));
    }

    @Property(tries = 1_000)
    void values_are_matched_by_the_same_key_exactly_if_they_mean_the_same(
            @ForAll FieldType type, @ForAll("texts") String one, @ForAll("texts") String other) {
        var first = type.read(one);
        var second = type.read(other);
        assertThat(type.matchKey(first).equals(type.matchKey(second))).isEqualTo(type.same(first, second));
    }

    @ParameterizedTest
    @EnumSource(FieldType.class)
    void nothing_and_an_empty_text_are_both_blank(FieldType type) {
        assertThat(type.read(null)).isEqualTo(Value.BLANK);
        assertThat(type.read("")).isEqualTo(Value.BLANK);
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"NUMBER", "BOOLEAN", "DATE", "DATETIME"})
    void a_text_that_does_not_fit_its_type_stays_as_it_is(FieldType type) {
        assertThat(type.read(" not so ").text()).isEqualTo(" not so ");
        assertThat(type.read("2026-13-45").text()).isEqualTo("2026-13-45");
    }

    @ParameterizedTest
    @CsvSource({
        "1.50, 1.5",
        "1e3, 1000",
        "1E+3, 1000",
        "-0, 0",
        "-0.00, 0",
        "0e5, 0",
        "100, 100",
        "' 7 ', 7",
        "007, 7",
        "+7, 7",
        ".5, 0.5",
        "5., 5",
        "1e-7, 0.0000001",
        "12345678901234567890.123456789, 12345678901234567890.123456789"
    })
    void a_number_is_its_value_however_it_is_written(String raw, String canonical) {
        assertThat(FieldType.NUMBER.read(raw).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e2147483647", "1000e2147483647", "1,5", "NaN", "Infinity", "0x10", "1 000", "--1", "12 EUR"})
    void what_is_no_number_stays_as_it_is(String raw) {
        assertThat(FieldType.NUMBER.read(raw).text()).isEqualTo(raw);
    }

    @Property(tries = 500)
    void numbers_that_are_equal_read_alike_and_keep_their_value(@ForAll BigDecimal number) {
        var value = FieldType.NUMBER.read(number.toString());
        assertThat(value)
                .isEqualTo(FieldType.NUMBER.read(
                        number.setScale(number.scale() + 3).toPlainString()));
        assertThat(new BigDecimal(value.text())).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "t, true",
        "1, true",
        "Yes, true",
        "' true ', true",
        "false, false",
        "F, false",
        "0, false",
        "no, false",
        "maybe, maybe",
        "2, 2"
    })
    void a_truth_value_is_read_in_the_spellings_of_both_sides(String raw, String canonical) {
        assertThat(FieldType.BOOLEAN.read(raw).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02, 2026-01-02",
        "' 2026-01-02 ', 2026-01-02",
        "1767312000000, 2026-01-02",
        "-86400000000, 1967-04-07",
        "2026-01-02T00:00:00Z, 2026-01-02",
        "2026-01-02 00:00:00, 2026-01-02",
        "2026-01-02 23:59:59.999, 2026-01-02",
        "20260102, 20260102",
        "2026-02-30, 2026-02-30"
    })
    void a_day_is_read_from_iso_texts_and_from_milliseconds(String raw, String canonical) {
        assertThat(FieldType.DATE.read(raw).text()).isEqualTo(canonical);
    }

    @Property(tries = 500)
    void a_day_reads_alike_as_text_and_as_midnight_in_milliseconds(@ForAll("days") LocalDate day) {
        var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        assertThat(FieldType.DATE.read(Long.toString(midnight)).text()).isEqualTo(day.toString());
        assertThat(FieldType.DATE.read(day.toString()).text()).isEqualTo(day.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05.600Z, 2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05.6Z, 2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.000Z, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.6+00, 2026-01-02T03:04:05.600Z",
        "2026-01-02 03:04:05.123456+00, 2026-01-02T03:04:05.123Z",
        "2026-01-02 03:04:05-05, 2026-01-02T08:04:05Z",
        "2026-01-02 03:04:05+05:30, 2026-01-01T21:34:05Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02 03:04:05, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.999999, 2026-01-02T03:04:05.999Z",
        "2026-01-02T03:04, 2026-01-02T03:04:00Z",
        "2026-01-02, 2026-01-02T00:00:00Z",
        "1767323045600, 2026-01-02T03:04:05.600Z",
        "yesterday, yesterday"
    })
    void a_moment_is_read_in_the_spellings_of_both_sides(String raw, String canonical) {
        assertThat(FieldType.DATETIME.read(raw).text()).isEqualTo(canonical);
    }

    @Property(tries = 500)
    void a_moment_reads_alike_in_every_zone(@ForAll("moments") Instant moment, @ForAll("zones") ZoneOffset zone) {
        var inUtc = FieldType.DATETIME.read(moment.toString());
        var elsewhere = OffsetDateTime.ofInstant(moment, zone);
        assertThat(FieldType.DATETIME.read(elsewhere.toString())).isEqualTo(inUtc);
        assertThat(FieldType.DATETIME.read(elsewhere.toString().replace('T', ' ')))
                .isEqualTo(inUtc);
        assertThat(FieldType.DATETIME.read(
                        LocalDateTime.ofInstant(moment, ZoneOffset.UTC).toString()))
                .isEqualTo(inUtc);
        assertThat(Instant.parse(inUtc.text())).isEqualTo(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    @ParameterizedTest
    @CsvSource({"c;a;b, a;b;c", "a;a;b, a;b", "' a ; b ', a;b", ";a;;b;, a;b", "';;', ''", "a, a", "a b;a, a;a b"})
    void a_set_of_options_has_neither_order_nor_duplicates(String raw, String canonical) {
        assertThat(FieldType.OPTION_SET.read(raw)).isEqualTo(Value.of(canonical));
    }

    @Property(tries = 300)
    void a_set_of_options_reads_alike_in_any_order(
            @ForAll @Size(max = 6) List<@From("options") String> options, @ForAll long shuffle) {
        var other = new java.util.ArrayList<>(options);
        other.addAll(options);
        Collections.shuffle(other, new Random(shuffle));
        assertThat(FieldType.OPTION_SET.read(String.join(";", other)))
                .isEqualTo(FieldType.OPTION_SET.read(String.join("; ", options)));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.COM, ada@example.com, true",
        "' ada@example.com', ada@example.com, true",
        "ada@example.com, eve@example.com, false"
    })
    void addresses_are_compared_as_hubspot_stores_them_but_kept_as_they_are(String one, String other, boolean same) {
        var type = FieldType.EMAIL;
        assertThat(type.read(one).text()).isEqualTo(one);
        assertThat(type.same(type.read(one), type.read(other))).isEqualTo(same);
        assertThat(type.matchKey(type.read(one)).equals(type.matchKey(type.read(other))))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.Acme.com/about?x=1#y, acme.com",
        "http://acme.com, acme.com",
        "www.acme.com, acme.com",
        "ACME.com/, acme.com",
        "' acme.com ', acme.com",
        "shop.acme.com, shop.acme.com",
        "wwwacme.com, wwwacme.com"
    })
    void domains_are_compared_by_their_bare_host(String raw, String host) {
        assertThat(FieldType.DOMAIN.matchKey(FieldType.DOMAIN.read(raw))).isEqualTo(host);
        assertThat(FieldType.DOMAIN.same(FieldType.DOMAIN.read(raw), new Value(host)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = FieldType.class,
            names = {"TEXT", "ENUMERATION"})
    void plain_text_is_taken_to_the_letter(FieldType type) {
        assertThat(type.read(" A ").text()).isEqualTo(" A ");
        assertThat(type.same(type.read("A"), type.read("a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret@example.com", "x"})
    void a_value_does_not_print_what_it_holds(String text) {
        assertThat(new Value(text).toString()).doesNotContain(text.equals("x") ? "[x" : text);
    }

    /** Anything, and much of what almost is a value of some type. */
    @Provide
    Arbitrary<String> texts() {
        var nearly = Arbitraries.strings().withChars("0123456789-+:.TZ eE;").ofMaxLength(26);
        var known = Arbitraries.of(
                "1.50",
                "-0",
                "1e3",
                "1e-9",
                "2026-01-02",
                "2026-01-02 03:04:05.6+00",
                "1767312000000",
                "99999999999999999",
                "-99999999999999999",
                "+12026-01-02",
                "-0001-01-01",
                "true",
                "F",
                "b;a;b",
                " ; ;",
                "Ada@Example.com",
                "https://www.acme.com/x",
                "  ",
                "\u0661\u0662",
                "12345678901\u0662");
        return Arbitraries.oneOf(nearly, known, Arbitraries.strings().ofMaxLength(12));
    }

    /** HubSpot's milliseconds are told from plain numbers by their length, so days around 1970 are not among these. */
    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-200_000, -120),
                        Arbitraries.longs().between(120, 200_000))
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(-4_000_000_000_000_000L, 9_000_000_000_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    @Provide
    Arbitrary<ZoneOffset> zones() {
        return Arbitraries.integers()
                .between(-18 * 4, 18 * 4)
                .map(quarters -> ZoneOffset.ofTotalSeconds(quarters * 900));
    }

    @Provide
    Arbitrary<String> options() {
        return Arbitraries.strings().withChars("ab -").ofMinLength(1).ofMaxLength(4);
    }
}
