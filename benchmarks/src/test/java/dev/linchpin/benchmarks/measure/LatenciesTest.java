package dev.linchpin.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void the_distribution_rises_from_the_quickest_change_to_the_slowest() throws Exception {
        var latencies = new Latencies();
        for (int number = 1; number <= 10; number++) {
            latencies.add(NOON, NOON.plusMillis(number * 10L));
        }

        var points = Latencies.distribution(latencies.percentiles());

        assertThat(latencies.count()).isEqualTo(10);
        assertThat(points.getFirst().x()).isEqualTo(10);
        assertThat(points.getLast().x()).isEqualTo(100);
        assertThat(points.getLast().y()).isEqualTo(1);
        assertThat(points).isSortedAccordingTo((one, other) -> Double.compare(one.x(), other.x()));
    }

    @Test
    void without_a_change_that_arrived_there_is_nothing_to_tell() {
        assertThatThrownBy(() -> new Latencies().percentiles()).hasMessage("no change arrived");
    }
}
