package dev.linchpin.server.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.hubspot.Health;
import dev.linchpin.server.loops.LoopReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final Health FINE = new Health(true, List.of());
    private static final Health REFUSED = new Health(false, List.of("The token is not valid"));

    @Test
    void what_runs_on_both_sides_is_ready() {
        assertThat(obstacle(true, FINE, NOW.minusSeconds(8), null)).isEmpty();
    }

    @Test
    void nothing_is_ready_before_the_loops_run() {
        assertThat(obstacle(false, FINE, NOW, null))
                .hasValueSatisfying(text -> assertThat(text).contains("loops"));
    }

    @Test
    void a_refused_token_is_in_the_way() {
        assertThat(obstacle(true, REFUSED, NOW, null))
                .hasValueSatisfying(text -> assertThat(text).contains("token"));
    }

    @Test
    void a_database_that_fails_or_keeps_silent_is_in_the_way() {
        assertThat(obstacle(true, FINE, NOW, "no connection")).isPresent();
        assertThat(obstacle(true, FINE, NOW.minusSeconds(20), null)).isPresent();
    }

    @Test
    void a_database_that_never_answered_is_in_the_way_after_a_while() {
        assertThat(Readiness.obstacle(true, List.of(heartbeat(null, null)), FINE, NOW, NOW.plusSeconds(1)))
                .isEmpty();
        assertThat(Readiness.obstacle(true, List.of(heartbeat(null, null)), FINE, NOW, NOW.plusSeconds(20)))
                .isPresent();
    }

    private static Optional<String> obstacle(
            boolean isRunning, Health hubSpot, Instant lastBeat, @Nullable String failure) {
        return Readiness.obstacle(
                isRunning, List.of(heartbeat(lastBeat, failure)), hubSpot, NOW.minusSeconds(3600), NOW);
    }

    private static LoopReport heartbeat(@Nullable Instant lastBeat, @Nullable String failure) {
        return new LoopReport(Heartbeat.NAME, 7, lastBeat, failure);
    }
}
