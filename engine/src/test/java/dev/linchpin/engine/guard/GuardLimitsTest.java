package dev.linchpin.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuardLimitsTest {
    private static final GuardLimits LIMITS = GuardLimits.DEFAULTS;

    @Test
    void an_accident_is_more_than_so_many_and_more_than_such_a_share() {
        assertThat(LIMITS.isAccident(50, 60)).isFalse();
        assertThat(LIMITS.isAccident(51, 60)).isTrue();
        assertThat(LIMITS.isAccident(51, 1_020)).isFalse();
        assertThat(LIMITS.isAccident(51, 1_019)).isTrue();
        assertThat(LIMITS.isAccident(1_000_000, 20_000_000)).isFalse();
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new GuardLimits(-1, 0.1, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GuardLimits(1, 1.1, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GuardLimits(1, Double.NaN, Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
