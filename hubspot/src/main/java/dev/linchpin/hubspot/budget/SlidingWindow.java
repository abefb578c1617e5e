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
 */
record SlidingWindow(int limit, Duration length, int inFlight, List<Instant> answered) {
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

    /** When fewer than this many slots are taken at the earliest, as far as is known; {@code now} when they are already. */
    Instant fewerThan(int slots, Instant now) {
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

    SlidingWindow taken() {
        return new SlidingWindow(limit, length, inFlight + 1, answered);
    }

    /** The call never left: its slot is free again at once. */
    SlidingWindow notSent() {
        return new SlidingWindow(limit, length, inFlight - 1, answered);
    }

    /** @param counted the latest moment at which HubSpot may have counted the call, or may do so yet */
    SlidingWindow settled(Instant now, Instant counted) {
        var kept = new ArrayList<>(answered.subList(expired(now), answered.size()));
        var position = kept.size();
        while (position > 0 && kept.get(position - 1).isAfter(counted)) {
            position--;
        }
        kept.add(position, counted);
        return new SlidingWindow(limit, length, inFlight - 1, List.copyOf(kept));
    }

    SlidingWindow withLimit(int newLimit, Duration newLength) {
        return new SlidingWindow(newLimit, newLength, inFlight, answered);
    }
}
