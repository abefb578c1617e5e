package dev.linchpin.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTableTest {

    @Test
    void a_line_tells_value_aim_whether_it_is_met_and_how_near_the_ceiling_is() {
        assertThat(FigureTable.line(Measured.CALLS_PER_1000_CREATED.figure("sqlite", 12.5))
                        .split("\\s{2,}"))
                .containsExactly("sqlite", "calls_per_1000_created", "12.5 calls", "<= 20", "met", "80 %");
        assertThat(FigureTable.line(Measured.INITIAL_LOAD_SHARE_OF_CEILING.figure("mariadb", 0.5)))
                .contains(">= 0.950", "MISSED", "50 %");
    }

    @Test
    void what_was_not_measured_is_neither_met_nor_a_number() {
        var figure = Measured.RATE_LIMITED_RESPONSES.figure("sqlite", Double.NaN);

        assertThat(figure.isMet()).isFalse();
        assertThat(FigureTable.line(figure)).contains(" - ", "not measured").doesNotContain("NaN");
    }

    @Test
    void an_embedded_database_has_to_load_faster_than_one_behind_a_network() {
        assertThat(Measured.INITIAL_LOAD_RECORDS_PER_SECOND
                        .figure("sqlite", 12_000)
                        .isMet())
                .isFalse();
        assertThat(Measured.INITIAL_LOAD_RECORDS_PER_SECOND
                        .figure("postgresql", 12_000)
                        .isMet())
                .isTrue();
    }

    @Test
    void no_refused_call_is_met_by_none_only() {
        assertThat(Measured.RATE_LIMITED_RESPONSES.figure("sqlite", 0).isMet()).isTrue();
        assertThat(Measured.RATE_LIMITED_RESPONSES.figure("sqlite", 1).isMet()).isFalse();
    }

    @Test
    void numbers_have_as_many_digits_as_mean_something() {
        assertThat(FigureTable.number(12_345.6)).isEqualTo("12,346");
        assertThat(FigureTable.number(123.456)).isEqualTo("123.5");
        assertThat(FigureTable.number(1.23456)).isEqualTo("1.235");
        assertThat(FigureTable.number(20)).isEqualTo("20");
    }
}
