package dev.linchpin.hubspot.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.waiting.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ApiBudgetTest {
    private static final BudgetSettings ONE_AT_A_TIME = BudgetSettings.DEFAULT.withBurst(1);

    private final FakeTime time = new FakeTime();

    /** Waits for a signal only: time stands still unless the test moves it. */
    private static final class UntilSignalled implements Waiting {
        @Override
        public void sleep(Duration duration) {
            throw new AssertionError("The budget does not sleep");
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the loop is in the budget
        public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
            condition.await();
        }
    }

    /** Each wait takes a minute more: the machine sleeps. */
    private final class Sleeper implements Waiting {
        @Override
        public void sleep(Duration duration) {
            throw new AssertionError("The budget does not sleep");
        }

        @Override
        public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
            time.await(lock, condition, Duration.ofMinutes(1));
        }
    }

    @Test
    void searches_rest_after_the_machine_slept_as_they_do_at_the_start() throws Exception {
        var naps = new ArrayDeque<Duration>(List.of(Duration.ofMinutes(1)));
        var budget = new ApiBudget(BudgetSettings.DEFAULT, time, new Waiting() {
            @Override
            public void sleep(Duration duration) {
                throw new AssertionError("The budget does not sleep");
            }

            @Override
            public void await(Lock lock, Condition condition, Duration atMost) throws InterruptedException {
                time.await(lock, condition, naps.isEmpty() ? atMost : naps.poll());
            }
        });

        var turn = budget.take(Limit.SEARCH, Lane.PUSH, Instant.MAX);

        assertThat(turn).isInstanceOf(Turn.Go.class);
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void a_full_window_makes_the_next_call_wait_exactly_one_window() throws Exception {
        var budget = new ApiBudget(ONE_AT_A_TIME, time, time);
        go(budget, Lane.PUSH).answered(RateHeaders.NONE);

        go(budget, Lane.PUSH);

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_call_gives_up_at_once_when_its_turn_would_come_too_late() throws Exception {
        var budget = new ApiBudget(ONE_AT_A_TIME, time, time);
        go(budget, Lane.PUSH).answered(RateHeaders.NONE);

        var turn = budget.take(Limit.BURST, Lane.PUSH, time.instant().plusSeconds(9));

        assertThat(turn).isEqualTo(new Turn.TooLate(FakeTime.START.plusSeconds(10)));
        assertThat(time.passed()).isZero();
        assertThat(budget.snapshot().waiting()).isEmpty();
    }

    @Test
    void waiting_calls_go_by_lane_and_within_a_lane_by_age() throws Exception {
        var order = orderOf(List.of(Lane.BACKGROUND, Lane.PUSH, Lane.POLL, Lane.PERSON, Lane.WEBHOOK, Lane.PUSH), 0);

        assertThat(order).containsExactly("PERSON 3", "WEBHOOK 4", "PUSH 1", "PUSH 5", "POLL 2", "BACKGROUND 0");
    }

    @Test
    void a_call_that_has_waited_long_enough_overtakes_newer_ones_of_better_lanes_but_never_a_person() throws Exception {
        // Six seconds later the background call has moved up three lanes, to that of webhooks.
        var order = orderOf(List.of(Lane.BACKGROUND, Lane.PERSON, Lane.WEBHOOK, Lane.PUSH), 6);

        assertThat(order).containsExactly("PERSON 1", "BACKGROUND 0", "WEBHOOK 2", "PUSH 3");
    }

    /** Lets calls queue up behind a full window and gives the order in which they get their turn. */
    private List<String> orderOf(List<Lane> lanes, int secondsAfterTheFirst) throws Exception {
        var budget = new ApiBudget(ONE_AT_A_TIME, time, new UntilSignalled());
        var first = go(budget, Lane.PERSON);
        var order = new ConcurrentLinkedQueue<String>();
        var threads = new ArrayList<Thread>();
        for (var index = 0; index < lanes.size(); index++) {
            var name = lanes.get(index) + " " + index;
            var lane = lanes.get(index);
            threads.add(Thread.ofVirtual().start(() -> {
                var permit = goUnchecked(budget, lane);
                order.add(name);
                permit.notSent();
            }));
            awaitWaiting(budget, index + 1);
            if (index == 0) {
                time.advance(Duration.ofSeconds(secondsAfterTheFirst));
            }
            time.advance(Duration.ofMillis(1));
        }
        first.notSent();
        for (var thread : threads) {
            thread.join();
        }
        return List.copyOf(order);
    }

    @Test
    void a_call_that_is_told_to_stop_leaves_the_queue_and_takes_no_slot() throws Exception {
        var budget = new ApiBudget(ONE_AT_A_TIME, time, new UntilSignalled());
        var first = go(budget, Lane.PUSH);
        var stopped = new ConcurrentLinkedQueue<Boolean>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                budget.take(Limit.BURST, Lane.PUSH, Instant.MAX);
            } catch (InterruptedException stop) {
                stopped.add(true);
            }
        });
        awaitWaiting(budget, 1);

        thread.interrupt();
        thread.join();

        assertThat(stopped).containsExactly(true);
        assertThat(budget.snapshot().waiting()).isEmpty();
        first.notSent();
        assertThat(budget.snapshot().burst().used()).isZero();
    }

    @Test
    void a_raised_limit_lets_waiting_calls_go_at_once() throws Exception {
        var budget = new ApiBudget(BudgetSettings.DEFAULT.withShare(0.01), time, new UntilSignalled());
        var first = go(budget, Lane.PUSH);
        var thread = Thread.ofVirtual().start(() -> goUnchecked(budget, Lane.PUSH));
        awaitWaiting(budget, 1);

        first.answered(RateHeaders.read(name -> name.endsWith("-Max") ? "200" : null));
        thread.join();

        assertThat(budget.snapshot().burst()).isEqualTo(new BudgetSnapshot.Use(2, 2));
    }

    @Test
    void the_snapshot_counts_calls_that_hubspot_turned_away() {
        var budget = new ApiBudget(BudgetSettings.DEFAULT, time, time);
        budget.turnedAway(Limit.SEARCH, Duration.ofSeconds(1));

        assertThat(budget.snapshot().turnedAway()).isEqualTo(1);
    }

    @Test
    void a_call_whose_machine_slept_past_its_time_is_not_sent_and_takes_nobodys_turn() throws Exception {
        var budget = new ApiBudget(ONE_AT_A_TIME, time, new Sleeper());
        go(budget, Lane.PUSH).answered(RateHeaders.NONE);

        var turn = budget.take(Limit.BURST, Lane.PUSH, time.instant().plusSeconds(11));

        assertThat(turn).isInstanceOf(Turn.TooLate.class);
        var now = time.passed();
        go(budget, Lane.PUSH);
        assertThat(time.passed()).isEqualTo(now);
    }

    @Test
    void a_slot_cannot_be_given_back_twice() throws Exception {
        var permit = go(new ApiBudget(BudgetSettings.DEFAULT, time, time), Lane.PUSH);
        permit.notSent();

        assertThatThrownBy(permit::givenUp).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        assertThatThrownBy(() -> BudgetSettings.DEFAULT.withShare(1.1)).hasMessageContaining("share");
        assertThatThrownBy(() -> BudgetSettings.DEFAULT.withBurst(0)).hasMessageContaining("burst");
    }

    private static void awaitWaiting(ApiBudget budget, int count) {
        while (budget.snapshot().waiting().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                < count) {
            Thread.onSpinWait();
        }
    }

    private static Permit go(ApiBudget budget, Lane lane) throws InterruptedException {
        return switch (budget.take(Limit.BURST, lane, Instant.MAX)) {
            case Turn.Go(var permit) -> permit;
            case Turn.TooLate tooLate -> throw new AssertionError(tooLate);
        };
    }

    private static Permit goUnchecked(ApiBudget budget, Lane lane) {
        try {
            return go(budget, lane);
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
