package dev.linchpin.server.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparingTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final Sparing<Long> sparing = new Sparing<>(
            () -> {
                nanos.addAndGet(10);
                return asked.incrementAndGet();
            },
            nanos::get);

    @Test
    void an_answer_is_given_again_for_ten_times_as_long_as_it_took() {
        assertThat(sparing.get()).isEqualTo(1);
        nanos.addAndGet(99);
        assertThat(sparing.get()).isEqualTo(1);

        nanos.addAndGet(1);
        assertThat(sparing.get()).isEqualTo(2);
    }
}
