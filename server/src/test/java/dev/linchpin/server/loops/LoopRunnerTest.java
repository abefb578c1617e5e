package dev.linchpin.server.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.OwnershipLostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopRunnerTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LoopRunner runner = new LoopRunner(InstantSource.system());
    private final LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void a_loop_with_more_to_do_is_stepped_again_at_once() throws InterruptedException {
        runner.start(List.of(loop("busy", null, () -> steps.size() < 3 ? Duration.ZERO : FOR_EVER)));

        assertThat(nextStep()).isEqualTo("busy");
        assertThat(nextStep()).isEqualTo("busy");
        assertThat(nextStep()).isEqualTo("busy");
    }

    @Test
    void a_mark_wakes_the_loops_that_wait_for_marks_of_its_type() throws InterruptedException {
        runner.start(List.of(
                loop("contacts", ObjectType.CONTACTS, () -> FOR_EVER),
                loop("companies", ObjectType.COMPANIES, () -> FOR_EVER)));
        nextStep();
        nextStep();

        runner.on(new EngineEvent.Marked(ObjectType.COMPANIES));

        assertThat(nextStep()).isEqualTo("companies");
    }

    @Test
    void a_failing_loop_is_tried_again_and_reported_until_it_succeeds() throws InterruptedException {
        runner.start(List.of(loop("flaky", null, () -> {
            if (runner.report().getFirst().steps() == 0) {
                throw new IllegalStateException("not yet");
            }
            return FOR_EVER;
        })));

        nextStep();
        nextStep();
        runner.close();

        assertThat(runner.report()).singleElement().satisfies(report -> {
            assertThat(report.steps()).isEqualTo(2);
            assertThat(report.failure()).isNull();
        });
    }

    @Test
    void a_lost_connection_ends_everything() throws Exception {
        runner.start(List.of(loop("calm", null, () -> FOR_EVER), loop("robbed", null, () -> {
            throw new OwnershipLostException("taken over");
        })));

        assertThat(runner.fatal().get(10, TimeUnit.SECONDS)).hasMessage("taken over");
        assertThat(runner.isRunning()).isFalse();
    }

    @Test
    void an_error_of_the_jvm_ends_everything_rather_than_one_loop_unseen() throws Exception {
        runner.start(List.of(loop("broken", null, () -> {
            throw new NoClassDefFoundError("gone");
        })));

        assertThat(runner.fatal().get(10, TimeUnit.SECONDS)).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void a_stray_interrupt_stops_no_loop() throws InterruptedException {
        runner.start(List.of(loop("jumpy", null, () -> {
            if (steps.size() == 1 && runner.report().getFirst().steps() == 0) {
                Thread.currentThread().interrupt();
            }
            return runner.report().getFirst().steps() < 1 ? Duration.ofMillis(1) : FOR_EVER;
        })));

        nextStep();
        nextStep();
    }

    @Test
    void closing_breaks_off_steps_that_hang_all_at_the_same_time() throws InterruptedException {
        var hanging = IntStream.range(0, 8)
                .mapToObj(number -> loop("hanging " + number, null, () -> {
                    LockSupport.parkNanos(FOR_EVER.toNanos());
                    return FOR_EVER;
                }))
                .toList();
        runner.start(hanging);
        for (var ignored : hanging) {
            nextStep();
        }
        var before = System.nanoTime();

        runner.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void a_failure_that_lasts_is_told_once_by_one_loop() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var complaints = new Complaints(now::get);

        assertThat(complaints.isNews("poll", "No answer")).isTrue();
        for (var second = 0; second < 3000; second += 15) {
            now.set(Instant.EPOCH.plusSeconds(second));
            assertThat(complaints.isNews("load", "No answer")).isFalse();
        }
        now.set(now.get().plus(Duration.ofMinutes(6)));
        assertThat(complaints.isNews("load", "No answer")).isTrue();
    }

    @Test
    void a_database_that_is_away_is_told_in_the_same_words_however_it_was_noticed() {
        for (var failure : List.of(
                new SQLException("terminating connection", "57P01"),
                new SQLException("An I/O error occurred", "08006"),
                new SQLTransientConnectionException("Connection is not available"))) {
            assertThat(Complaints.describe(new IllegalStateException(failure)))
                    .isEqualTo("the database cannot be reached");
        }
        assertThat(Complaints.describe(new IllegalStateException(new SQLException("jane@example.com", "42501"))))
                .isEqualTo("the database refused (state 42501, code 0)");
    }

    @Test
    void messages_of_unknown_origin_are_not_told() {
        assertThat(Complaints.describe(new IllegalStateException("row of jane@example.com")))
                .contains("IllegalStateException")
                .doesNotContain("jane");
    }

    @Test
    void closing_ends_sleeping_loops_at_once() throws InterruptedException {
        runner.start(List.of(loop("asleep", null, () -> FOR_EVER)));
        nextStep();
        var before = System.nanoTime();

        runner.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    private String nextStep() throws InterruptedException {
        var step = steps.poll(10, TimeUnit.SECONDS);
        assertThat(step).isNotNull();
        return step == null ? "" : step;
    }

    private Loop loop(String name, @Nullable ObjectType wokenBy, Supplier<Duration> work) {
        return new Loop() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration step() {
                steps.add(name);
                return work.get();
            }

            @Override
            public boolean isWokenBy(EngineEvent event) {
                return wokenBy != null && event.equals(new EngineEvent.Marked(wokenBy));
            }
        };
    }
}
