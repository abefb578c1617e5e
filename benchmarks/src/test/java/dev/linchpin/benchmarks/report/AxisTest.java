package dev.linchpin.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void a_plain_axis_begins_at_zero_and_ends_with_a_whole_step() {
        var axis = Axis.of(List.of(3.0, 93.0), false);

        assertThat(axis.ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(axis.at(0)).isZero();
        assertThat(axis.at(50)).isEqualTo(0.5);
        assertThat(axis.at(1_000)).isEqualTo(1);
    }

    @Test
    void on_a_logarithmic_axis_equal_ratios_are_equally_far_apart() {
        var axis = Axis.of(List.of(10_000.0, 1_000_000.0), true);

        assertThat(axis.at(100_000)).isCloseTo(0.5, within(1e-9));
        assertThat(axis.ticks())
                .startsWith(10_000.0, 20_000.0, 50_000.0, 100_000.0)
                .endsWith(1_000_000.0);
    }

    @Test
    void values_that_are_all_the_same_have_a_place() {
        assertThat(Axis.of(List.of(0.0, 0.0), false).at(0)).isZero();
        assertThat(Axis.of(List.of(5.0), true).at(5)).isZero();
    }

    @Test
    void labels_are_short() {
        assertThat(Axis.label(1_500)).isEqualTo("1.5 k");
        assertThat(Axis.label(2_000_000)).isEqualTo("2 M");
        assertThat(Axis.label(0.25)).isEqualTo("0.25");
        assertThat(Axis.label(100)).isEqualTo("100");
    }
}
