package dev.linchpin.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private final Repetitions repetitions = new Repetitions();

    private boolean isNews(String text, Duration at) {
        return repetitions.isNews(text, at.toNanos());
    }

    @Test
    void what_lasts_is_told_once_and_once_an_hour() {
        var lines = 0;
        for (var second = 0; second < 7_000; second += 2) {
            lines += isNews("HubSpot did not answer", Duration.ofSeconds(second)) ? 1 : 0;
        }

        assertThat(lines).isEqualTo(2);
    }

    @Test
    void what_comes_back_after_a_while_of_peace_is_news() {
        assertThat(isNews("HubSpot did not answer", Duration.ZERO)).isTrue();
        assertThat(isNews("HubSpot did not answer", Duration.ofMinutes(4))).isFalse();
        assertThat(isNews("HubSpot did not answer", Duration.ofMinutes(10))).isTrue();
    }

    @Test
    void something_else_is_news() {
        assertThat(isNews("HubSpot did not answer for contacts", Duration.ZERO)).isTrue();
        assertThat(isNews("HubSpot did not answer for companies", Duration.ZERO))
                .isTrue();
    }
}
