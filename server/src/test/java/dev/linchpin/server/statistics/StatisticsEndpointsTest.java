package dev.linchpin.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.server.testing.DemoSession;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatisticsEndpointsTest {
    @TempDir
    Path directory;

    private static JsonNode series(JsonNode statistics, String name, String type) {
        return statistics
                .path("series")
                .valueStream()
                .filter(series -> series.path("name").asString().equals(name)
                        && series.path("object_type").asString("").equals(type))
                .findFirst()
                .orElseThrow()
                .path("points");
    }

    private static List<Long> values(JsonNode points) {
        return points.valueStream()
                .map(point -> point.path(1))
                .filter(value -> !value.isNull())
                .map(JsonNode::asLong)
                .toList();
    }

    @Test
    void what_was_done_before_the_last_stop_is_told_in_steps_of_time() {
        DemoSession.start(directory).close();

        try (var demo = DemoSession.start(directory)) {
            var to = Instant.now().plus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.SECONDS);
            var statistics = demo.get("/api/statistics?points=24&from=" + to.minus(Duration.ofDays(1)) + "&to=" + to);

            assertThat(statistics.path("step_seconds").asLong()).isEqualTo(3_600);
            assertThat(statistics.path("to").asString()).isEqualTo(to.toString());
            assertThat(statistics.path("series").size()).isEqualTo(2 * 6 + 1);
            var loaded = series(statistics, "records_to_database", "contacts");
            assertThat(loaded.size()).isBetween(24, 25);
            assertThat(loaded.get(0).path(0).asLong() % 3_600).isZero();
            assertThat(loaded.get(0).path(1).isNull())
                    .as("nothing ran a day ago")
                    .isTrue();
            assertThat(values(loaded)).contains(20L);
            assertThat(values(series(statistics, "api_calls", "")).getLast()).isPositive();
            assertThat(demo.get("/api/statistics?object_type=contact")
                            .path("series")
                            .size())
                    .isEqualTo(6 + 1);
        }
    }

    @Test
    void what_is_not_understood_is_refused() {
        try (var demo = DemoSession.start(directory)) {
            assertThat(refused(demo, "points=0")).isEqualTo("points");
            assertThat(refused(demo, "points=many")).isEqualTo("points");
            assertThat(refused(demo, "from=yesterday")).isEqualTo("from");
            assertThat(refused(demo, "to=2026-01-01")).isEqualTo("to");
            assertThat(refused(demo, "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z"))
                    .isEqualTo("from");
            assertThat(refused(demo, "from=2020-02-01T00:00:00Z")).isEqualTo("from");
            assertThat(refused(demo, "type=contacts")).isEqualTo("type");
            assertThat(demo.get("/api/statistics?object_type=contcts")
                            .path("status")
                            .asInt())
                    .isEqualTo(404);
        }
    }

    private static String refused(DemoSession demo, String query) {
        return demo.get("/api/statistics?" + query).path("parameter").asString();
    }
}
