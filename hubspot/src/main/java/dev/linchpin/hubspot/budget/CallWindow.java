package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A {@link SlidingWindow} with manners: it spreads calls so that urgent ones find a slot, rests when HubSpot says so, and
 * makes room for others who use the same credential. Only the window itself is needed to keep the limit. Immutable.
 *
 * @param lastTaken when the last call went
 * @param nextEven before which no evenly paced call goes
 * @param pausedUntil before which no call goes at all
 * @param strangers slots in use by others with the same credential, as HubSpot's last answer implied
 * @param strangersUntil when that knowledge is void
 */
record CallWindow(
        SlidingWindow window,
        Instant lastTaken,
        Instant nextEven,
        Instant pausedUntil,
        int strangers,
        Instant strangersUntil) {
    /** Evenly paced calls may make up for waking late by this many intervals. */
    private static final int CATCH_UP = 4;
    /** Windows with fewer slots are too short to be worth spreading. */
    private static final int WORTH_SPREADING = 20;

    static CallWindow of(int limit, Duration length) {
        var window = new SlidingWindow(limit, length, 0, List.of());
        return new CallWindow(window, Instant.MIN, Instant.MIN, Instant.MIN, 0, Instant.MIN);
    }

    int limit() {
        return window.limit();
    }

    int used(Instant now) {
        return window.used(now);
    }

    /**
     * The earliest instant at which a call may go, as far as is known now; {@code now} itself when it may go at once. Later
     * events can only move it further away, except a raised limit and a call that turns out not to have been sent.
     */
    Instant earliest(Pace pace, Instant now) {
        var slots = limit() - (pace == Pace.EVEN ? reserve() : 0);
        var free = window.fewerThan(slots, now);
        if (strangers > 0 && strangersUntil.isAfter(now)) {
            var shared = window.fewerThan(slots - strangers, now);
            free = later(free, shared.isBefore(strangersUntil) ? shared : strangersUntil);
        }
        var earliest = later(later(now, pausedUntil), free);
        return switch (pace) {
            case AT_ONCE -> earliest;
            case PROMPT -> later(earliest, spread(now));
            case EVEN -> later(later(earliest, spread(now)), nextEven);
        };
    }

    /** Slots that evenly paced calls leave free, so that a person or a webhook finds one at once. */
    private int reserve() {
        if (limit() >= WORTH_SPREADING) {
            return Math.max(2, limit() / 100);
        }
        return limit() >= 2 ? 1 : 0;
    }

    /**
     * When the next call goes if the slots that are left are spread evenly over the time until one more is free. The rate
     * stays whole, since every slot is used by then; but a slot is left for a person at almost any moment, where a burst
     * would leave none for ten seconds.
     */
    private Instant spread(Instant now) {
        var used = window.used(now);
        var left = limit() - used;
        if (limit() < WORTH_SPREADING || left > limit() / 2 || left <= 0) {
            return now;
        }
        var nextFree = window.fewerThan(used, now);
        return nextFree.isAfter(lastTaken)
                ? lastTaken.plus(Duration.between(lastTaken, nextFree).dividedBy(left + 1))
                : now;
    }

    /** Takes a slot. Only when {@link #earliest} allows it now. */
    CallWindow taken(Pace pace, Instant now) {
        var interval = window.length().dividedBy(limit());
        var next = pace == Pace.EVEN
                ? later(nextEven, now.minus(interval.multipliedBy(CATCH_UP))).plus(interval)
                : nextEven;
        return new CallWindow(window.taken(), now, next, pausedUntil, strangers, strangersUntil);
    }

    /** The answer came. */
    CallWindow answered(Instant now) {
        return with(window.settled(now, now));
    }

    /** No answer came; HubSpot may still count the call, and one more window is allowed for that. */
    CallWindow givenUp(Instant now) {
        return with(window.settled(now, now.plus(window.length())));
    }

    CallWindow notSent() {
        return with(window.notSent());
    }

    CallWindow withLimit(int limit, Duration length) {
        return with(window.withLimit(limit, length));
    }

    private CallWindow with(SlidingWindow newWindow) {
        return new CallWindow(newWindow, lastTaken, nextEven, pausedUntil, strangers, strangersUntil);
    }

    /**
     * The most that was seen of others holds for one window: answers overtake each other, and calls of ours that are on their
     * way hide as many of the others, so a smaller count that comes after a larger one is no news.
     *
     * @param count slots that others are using now
     */
    CallWindow withStrangers(int count, Instant now) {
        if (count < strangers && now.isBefore(strangersUntil)) {
            return this;
        }
        return new CallWindow(window, lastTaken, nextEven, pausedUntil, count, now.plus(window.length()));
    }

    CallWindow paused(Instant until) {
        return new CallWindow(window, lastTaken, nextEven, later(pausedUntil, until), strangers, strangersUntil);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
