package dev.linchpin.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void a_share_of_the_values_is_at_most_so_large() {
        var values = new ArrayList<>(
                IntStream.rangeClosed(1, 200).mapToObj(value -> (double) value).toList());
        Collections.reverse(values);
        var percentiles = new Percentiles(values);

        assertThat(percentiles.median()).isEqualTo(100);
        assertThat(percentiles.at(0.99)).isEqualTo(198);
        assertThat(percentiles.at(1)).isEqualTo(200);
        assertThat(percentiles.at(0)).isEqualTo(1);
    }

    @Test
    void a_single_value_is_all_there_is() {
        var percentiles = new Percentiles(List.of(7.0));

        assertThat(percentiles.median()).isEqualTo(7);
        assertThat(percentiles.at(0.99)).isEqualTo(7);
    }

    @Test
    void no_values_have_no_percentiles() {
        assertThatThrownBy(() -> new Percentiles(List.of())).hasMessage("Nothing was measured");
    }
}
