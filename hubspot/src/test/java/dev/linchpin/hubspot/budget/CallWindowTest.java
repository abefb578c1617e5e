package dev.linchpin.hubspot.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    record Call(int pause, int latency, int counted, Pace pace) {}

    @Property(tries = 500)
    void no_window_ever_holds_more_calls_than_the_limit_however_answers_are_delayed(
            @ForAll("histories") List<Call> history, @ForAll @IntRange(min = 1, max = 30) int limit) {
        var counted = play(history, limit).counted();

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

    /**
     * @param counted when HubSpot counts the calls, in order
     * @param longestWait that a person would have met with, right after some call
     */
    record Played(List<Instant> counted, Duration longestWait) {}

    /** Plays the history against the window: each call goes as soon as it may. */
    private static Played play(List<Call> history, int limit) {
        var window = CallWindow.of(limit, LENGTH);
        var answers = new PriorityQueue<Instant>();
        var counted = new ArrayList<Instant>();
        var longestWait = Duration.ZERO;
        var now = START;
        for (var call : history) {
            now = now.plusMillis(call.pause());
            while (true) {
                window = answeredUntil(now, answers, window);
                var earliest = window.earliest(call.pace(), now);
                if (!earliest.isAfter(now)) {
                    break;
                }
                // An answer on the way may change the picture, though never for the better.
                now = !answers.isEmpty() && answers.peek().isBefore(earliest) ? answers.peek() : earliest;
            }
            window = window.taken(call.pace(), now);
            var wait = Duration.between(now, window.earliest(Pace.AT_ONCE, now));
            longestWait = wait.compareTo(longestWait) > 0 ? wait : longestWait;
            answers.add(now.plusMillis(call.latency()));
            counted.add(now.plusMillis((long) call.latency() * call.counted() / 100));
        }
        counted.sort(Comparator.naturalOrder());
        return new Played(counted, longestWait);
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
        return Combinators.combine(pauses, latencies, counted, Arbitraries.of(Pace.class))
                .as(Call::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(100);
    }

    @Property(tries = 100)
    void a_flood_of_calls_comes_out_at_nearly_the_full_rate_and_yet_leaves_a_slot_to_a_person(
            @ForAll @IntRange(min = 100, max = 250) int limit,
            @ForAll @IntRange(min = 20, max = 200) int latency,
            @ForAll("paces") Pace pace) {
        var flood = Collections.nCopies(limit * 5, new Call(0, latency, 50, pace));
        var played = play(flood, limit);

        var seconds =
                Duration.between(played.counted().getFirst(), played.counted().getLast())
                                .toMillis()
                        / 1_000.0;
        assertThat(flood.size() / seconds).isGreaterThan(limit / 10.0 * 0.95);
        assertThat(played.longestWait()).isLessThan(Duration.ofMillis(500));
    }

    @Provide
    Arbitrary<Pace> paces() {
        return Arbitraries.of(Pace.PROMPT, Pace.EVEN);
    }

    @Property(tries = 100)
    void background_work_comes_out_evenly_from_the_first_call_on(
            @ForAll @IntRange(min = 100, max = 250) int limit, @ForAll @IntRange(min = 20, max = 200) int latency) {
        var counted = play(Collections.nCopies(limit * 3, new Call(0, latency, 50, Pace.EVEN)), limit)
                .counted();

        for (var index = 10; index < counted.size(); index++) {
            var gap = Duration.between(counted.get(index - 10), counted.get(index));
            assertThat(gap).isBetween(LENGTH.dividedBy(limit).multipliedBy(5), Duration.ofMillis(1_500));
        }
    }
}
