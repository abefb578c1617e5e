package dev.linchpin.hubspot.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An exact sliding window. Immutable; the same window asked at the same instant gives the same answer.
 *
 * <p>HubSpot counts a call at some moment between our sending it and our having its answer, and we cannot know which. So a
 * call holds its slot from before it is sent until one whole window after its answer came: wherever in between HubSpot
 * counted it, no window of that length, rolling or fixed, can hold more calls than there are slots. Delays only ever make
 * this stricter. A token bucket (Bucket4j) does not promise that: its capacity and its refill meet in one window, up to
 * twice the limit, and a call that lingers on the way is counted by HubSpot later than by the bucket. The price is the
 * latency of an answer per window, about one hundredth of the rate.
 *
 * @param limit slots
 * @param length how long a slot stays taken after the answer
 * @param inFlight calls without an answer yet
 * @param answered when the answers came that still hold a slot, oldest first; in the future for calls that were given up,
 *     since HubSpot may count those later
 * @param lastTaken when the last call went
 * @param nextEven before which no evenly paced call goes
 * @param pausedUntil before which no call goes at all
 * @param strangers slots in use by others with the same credential, as HubSpot's last answer implied
 * @param strangersUntil when that knowledge is void
 */
record CallWindow(
        int limit,
        Duration length,
        int inFlight,
        List<Instant> answered,
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
        return new CallWindow(limit, length, 0, List.of(), Instant.MIN, Instant.MIN, Instant.MIN, 0, Instant.MIN);
    }

    /** Slots that evenly paced calls leave free, so that a person or a webhook finds one at once. */
    private int reserve() {
        return limit >= WORTH_SPREADING ? Math.max(2, limit / 100) : limit >= 2 ? 1 : 0;
    }

    private Duration interval() {
        return length.dividedBy(limit);
    }

    /** Slots taken at this instant. */
    int used(Instant now) {
        return inFlight + answered.size() - expired(now);
    }

    private int expired(Instant now) {
        var count = 0;
        while (count < answered.size() && !answered.get(count).plus(length).isAfter(now)) {
            count++;
        }
        return count;
    }

    /**
     * The earliest instant at which a call may go, as far as is known now; {@code now} itself when it may go at once. Later
     * events can only move it further away, except a raised limit and a call that turns out not to have been sent.
     */
    Instant earliest(Pace pace, Instant now) {
        var slots = limit - (pace == Pace.EVEN ? reserve() : 0);
        var free = earliestFree(slots, now);
        if (strangers > 0 && strangersUntil.isAfter(now)) {
            var shared = earliestFree(slots - strangers, now);
            free = later(free, earlier(shared, strangersUntil));
        }
        var earliest = later(later(now, pausedUntil), free);
        return switch (pace) {
            case AT_ONCE -> earliest;
            case PROMPT -> later(earliest, spread(now));
            case EVEN -> later(later(earliest, spread(now)), nextEven);
        };
    }

    /**
     * When the next call goes if the slots that are left are spread evenly over the time until one more is free. The rate
     * stays whole, since every slot is used by then; but a slot is left for a person at almost any moment, where a burst
     * would leave none for ten seconds.
     */
    private Instant spread(Instant now) {
        var left = limit - used(now);
        if (limit < WORTH_SPREADING || left > limit / 2 || left <= 0) {
            return now;
        }
        var expired = expired(now);
        var nextFree = expired < answered.size() ? answered.get(expired).plus(length) : now.plus(length);
        return nextFree.isAfter(lastTaken)
                ? lastTaken.plus(Duration.between(lastTaken, nextFree).dividedBy(left + 1))
                : now;
    }

    private Instant earliestFree(int slots, Instant now) {
        var expired = expired(now);
        var excess = inFlight + answered.size() - expired - slots + 1;
        if (excess <= 0) {
            return now;
        }
        // A call in flight is answered now at the earliest, and then holds its slot for one more window.
        return excess <= answered.size() - expired
                ? answered.get(expired + excess - 1).plus(length)
                : now.plus(length);
    }

    /** Takes a slot. Only when {@link #earliest} allows it now. */
    CallWindow taken(Pace pace, Instant now) {
        var next = pace == Pace.EVEN
                ? later(nextEven, now.minus(interval().multipliedBy(CATCH_UP))).plus(interval())
                : nextEven;
        return new CallWindow(limit, length, inFlight + 1, answered, now, next, pausedUntil, strangers, strangersUntil);
    }

    /** The answer came. */
    CallWindow answered(Instant now) {
        return settled(now, now);
    }

    /** No answer came, and HubSpot may count the call as late as this. */
    CallWindow givenUp(Instant now, Instant countedUntil) {
        return settled(now, countedUntil);
    }

    private CallWindow settled(Instant now, Instant at) {
        var kept = new ArrayList<>(answered.subList(expired(now), answered.size()));
        var position = kept.size();
        while (position > 0 && kept.get(position - 1).isAfter(at)) {
            position--;
        }
        kept.add(position, at);
        return new CallWindow(
                limit,
                length,
                inFlight - 1,
                List.copyOf(kept),
                lastTaken,
                nextEven,
                pausedUntil,
                strangers,
                strangersUntil);
    }

    /** The call never left: its slot is free again at once. */
    CallWindow notSent() {
        return new CallWindow(
                limit, length, inFlight - 1, answered, lastTaken, nextEven, pausedUntil, strangers, strangersUntil);
    }

    CallWindow withLimit(int newLimit, Duration newLength) {
        return newLimit == limit && newLength.equals(length)
                ? this
                : new CallWindow(
                        newLimit,
                        newLength,
                        inFlight,
                        answered,
                        lastTaken,
                        nextEven,
                        pausedUntil,
                        strangers,
                        strangersUntil);
    }

    /** @param count of {@link #limit} slots that others are using now, for one window at most */
    CallWindow withStrangers(int count, Instant now) {
        return count == 0 && strangers == 0
                ? this
                : new CallWindow(
                        limit, length, inFlight, answered, lastTaken, nextEven, pausedUntil, count, now.plus(length));
    }

    CallWindow paused(Instant until) {
        return new CallWindow(
                limit,
                length,
                inFlight,
                answered,
                lastTaken,
                nextEven,
                later(pausedUntil, until),
                strangers,
                strangersUntil);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
