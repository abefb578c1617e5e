package dev.linchpin.hubspot.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** The budget's one promise, over arbitrary histories of calls and delays. */
class CallWindowTest {
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration LENGTH = Duration.ofSeconds(10);

    /**
     * @param pause before the call is asked for, in milliseconds
     * @param latency from sending it to its answer
     * @param counted when HubSpot counts it, in hundredths of the latency
     */
    record Call(int pause, int latency, int counted, boolean paced) {}

    @Property(tries = 500)
    void no_window_ever_holds_more_calls_than_the_limit_however_answers_are_delayed(
            @ForAll("histories") List<Call> history, @ForAll @IntRange(min = 1, max = 12) int limit) {
        var counted = countedMoments(history, limit);

        // A window that holds most starts right before a call, so it is enough to look at those.
        for (var from = 0; from < counted.size(); from++) {
            var end = counted.get(from).plus(LENGTH);
            var within = counted.subList(from, counted.size()).stream()
                    .filter(moment -> moment.isBefore(end))
                    .count();
            assertThat(within).isLessThanOrEqualTo(limit);
        }
        assertThat(counted).hasSameSizeAs(history);
    }

    /** Plays the history against the window: each call goes as soon as it may. Gives when HubSpot counts the calls. */
    private static List<Instant> countedMoments(List<Call> history, int limit) {
        var window = CallWindow.of(limit, LENGTH);
        var answers = new PriorityQueue<Instant>();
        var counted = new ArrayList<Instant>();
        var now = START;
        for (var call : history) {
            now = now.plusMillis(call.pause());
            while (true) {
                window = answeredUntil(now, answers, window);
                var earliest = window.earliest(call.paced(), now);
                if (!earliest.isAfter(now)) {
                    break;
                }
                // An answer on the way may change the picture, though never for the better.
                now = !answers.isEmpty() && answers.peek().isBefore(earliest) ? answers.peek() : earliest;
            }
            window = window.taken(call.paced(), now);
            answers.add(now.plusMillis(call.latency()));
            counted.add(now.plusMillis((long) call.latency() * call.counted() / 100));
        }
        counted.sort(Comparator.naturalOrder());
        return counted;
    }

    private static CallWindow answeredUntil(Instant now, PriorityQueue<Instant> answers, CallWindow window) {
        var next = window;
        while (!answers.isEmpty() && !answers.peek().isAfter(now)) {
            next = next.answered(answers.poll());
        }
        return next;
    }

    @Provide
    Arbitrary<List<Call>> histories() {
        var pauses = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(1, 2_000)),
                Tuple.of(1, Arbitraries.integers().between(2_000, 25_000)));
        var latencies = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.integers().between(1, 300)),
                Tuple.of(2, Arbitraries.integers().between(300, 30_000)));
        var counted = Arbitraries.integers().between(0, 100);
        return Combinators.combine(pauses, latencies, counted, Arbitraries.of(true, false))
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 200)
    void paced_calls_in_a_row_come_out_evenly_and_at_nearly_the_full_rate(
            @ForAll @IntRange(min = 100, max = 250) int limit, @ForAll @IntRange(min = 20, max = 200) int latency) {
        var history = new ArrayList<Call>();
        for (var index = 0; index < limit * 5; index++) {
            history.add(new Call(0, latency, 50, true));
        }
        var counted = countedMoments(history, limit);

        var seconds = Duration.between(counted.getFirst(), counted.getLast()).toMillis() / 1_000.0;
        assertThat(history.size() / seconds).isGreaterThan(limit / 10.0 * 0.95);
        for (var index = 1; index < counted.size(); index++) {
            var gap = Duration.between(counted.get(index - 1), counted.get(index));
            assertThat(gap).isLessThan(Duration.ofSeconds(1));
        }
    }
}
