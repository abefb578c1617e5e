package dev.linchpin.hubspot.call;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.waiting.Waiting;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls that may be repeated, and repeats them while that may help: no connection, no answer, 423, 429, 477, 5xx.
 * Gives up after {@value #TRIES} tries or when the pauses would add up to more than half a minute. Thread-safe; blocks.
 */
public final class Reader {
    static final int TRIES = 5;

    private static final Duration LONGEST_PAUSES = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    /** HubSpot holds a record's lock for two seconds. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    private final Caller caller;
    private final Clock clock;
    private final Waiting waiting;
    private final RandomGenerator random;
    private final Duration longestTurn;
    private final Retry retry;

    /**
     * @param random for jitter; must be safe for use by several threads
     * @param longestTurn how long a read waits for its turn in the budget before it gives up
     */
    public Reader(Caller caller, Clock clock, Waiting waiting, RandomGenerator random, Duration longestTurn) {
        this.caller = caller;
        this.clock = clock;
        this.waiting = waiting;
        this.random = random;
        this.longestTurn = longestTurn;
        this.retry = Retry.of(
                "hubspot-reads",
                RetryConfig.<Reply>custom()
                        .maxAttempts(TRIES)
                        .retryOnResult(Reader::mayHelp)
                        .intervalBiFunction(
                                (tries, result) -> pause(tries, result.get()).toMillis())
                        .build());
    }

    /** @throws HubSpotException when it did not succeed */
    public HttpAnswer answer(ApiCall call, Lane lane) {
        return switch (call(call, lane)) {
            case Reply.Success(var answer) -> answer;
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    /** The last reply, good or bad. */
    public Reply call(ApiCall call, Lane lane) {
        return lastOf(() -> caller.call(call, lane, clock.instant().plus(longestTurn)));
    }

    /** As {@link #call}, for a call that may be refused without that saying anything about the credential. */
    public Reply tryOut(ApiCall call, Lane lane) {
        return lastOf(() -> caller.tryOut(call, lane, clock.instant().plus(longestTurn)));
    }

    private Reply lastOf(Supplier<Reply> calls) {
        // The asynchronous context tells how long to wait without doing so itself: its synchronous twin would sleep on
        // the machine's clock.
        Retry.AsyncContext<Reply> tries = retry.asyncContext();
        var paused = Duration.ZERO;
        while (true) {
            var reply = calls.get();
            var pause = Duration.ofMillis(tries.onResult(reply));
            paused = paused.plus(pause);
            if (pause.isNegative() || paused.compareTo(LONGEST_PAUSES) > 0 || !slept(pause)) {
                return reply;
            }
        }
    }

    private boolean slept(Duration pause) {
        try {
            waiting.sleep(pause);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean mayHelp(Reply reply) {
        return reply instanceof Reply.Failed(var failure)
                && switch (failure) {
                    case Failure.NotSent _, Failure.NoAnswer _, Failure.Locked _ ->
                        !Thread.currentThread().isInterrupted();
                    case Failure.Unavailable(var _, var after) -> isBearable(after);
                    case Failure.RateLimited(var _, var _, var after) -> isBearable(after);
                    case Failure.OverBudget _,
                            Failure.Unauthorized _,
                            Failure.Forbidden _,
                            Failure.Invalid _,
                            Failure.Conflict _,
                            Failure.Missing _,
                            Failure.Misdirected _ -> false;
                };
    }

    /** A migration between data centres asks for up to a day: nobody waits for that inside a call. */
    private static boolean isBearable(@Nullable Duration retryAfter) {
        return retryAfter == null || retryAfter.compareTo(LONGEST_PAUSES) <= 0;
    }

    private Duration pause(int tries, Reply reply) {
        var backOff = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
        var least = switch (reply) {
            case Reply.Failed(Failure.Locked _) -> LOCK;
            case Reply.Failed(Failure.Unavailable(var _, var after)) when after != null -> after;
            // The budget itself makes the call wait until the window is free again.
            case Reply.Failed(Failure.RateLimited _) -> Duration.ZERO;
            case Reply.Failed _, Reply.Success _ -> backOff.dividedBy(2);
        };
        return least.plusMillis(random.nextLong(backOff.toMillis() / 2 + 1));
    }
}
