package dev.linchpin.server.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparingTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    @Test
    void between_two_answers_is_ten_times_as_long_as_one_took() {
        var sparing = new Sparing<>(
                () -> {
                    nanos.addAndGet(10);
                    return asked.incrementAndGet();
                },
                nanos::get,
                nanos::addAndGet);

        assertThat(sparing.get()).isEqualTo(1);
        assertThat(nanos.get()).isEqualTo(10);
        assertThat(sparing.get())
                .as("not what was known before it was asked for")
                .isEqualTo(2);
        assertThat(nanos.get()).isEqualTo(10 + 100 + 10);
        nanos.addAndGet(100);
        assertThat(sparing.get()).isEqualTo(3);
        assertThat(nanos.get()).as("it has rested long enough").isEqualTo(120 + 100 + 10);
    }

    @Test
    void all_who_wait_share_an_answer() throws Exception {
        var isAsked = new CountDownLatch(1);
        var isAnswered = new CountDownLatch(1);
        var haveCome = new CountDownLatch(5);
        var sparing = new Sparing<>(
                () -> {
                    isAsked.countDown();
                    await(isAnswered);
                    nanos.incrementAndGet();
                    return asked.incrementAndGet();
                },
                () -> {
                    var now = nanos.get();
                    haveCome.countDown();
                    return now;
                },
                nanos::addAndGet);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(sparing::get);
            isAsked.await();
            nanos.incrementAndGet();
            var others = new ArrayList<Future<Long>>();
            // The first has looked at the time twice.
            for (var number = 0; number < 3; number++) {
                others.add(threads.submit(sparing::get));
            }
            haveCome.await();
            isAnswered.countDown();

            assertThat(first.get()).isEqualTo(1);
            for (var other : others) {
                assertThat(other.get()).isEqualTo(2);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
