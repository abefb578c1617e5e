package dev.linchpin.simulator.webhooks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events of one app on their way, and the deliveries under way. Nearly all events come in the order in which they are
 * due, so that only those that do not need sorting. Not thread-safe.
 */
final class Lane {

    private static final int MAXIMUM_BATCH = 100;

    private final ArrayDeque<QueuedEvent> inOrder = new ArrayDeque<>();
    private final PriorityQueue<QueuedEvent> others = new PriorityQueue<>();
    private final ArrayDeque<Long> begun = new ArrayDeque<>();
    private int inFlight;

    void add(QueuedEvent event) {
        QueuedEvent last = inOrder.peekLast();
        if (last == null || last.compareTo(event) < 0) {
            inOrder.addLast(event);
        } else {
            others.add(event);
        }
    }

    int size() {
        return inOrder.size() + others.size();
    }

    int inFlight() {
        return inFlight;
    }

    void landed() {
        inFlight--;
    }

    /** The event that is due first, or null. */
    @Nullable QueuedEvent first() {
        return ahead().peek();
    }

    /** Where the event is that is due first. */
    private Queue<QueuedEvent> ahead() {
        QueuedEvent first = inOrder.peekFirst();
        QueuedEvent other = others.peek();
        return first == null || (other != null && other.compareTo(first) < 0) ? others : inOrder;
    }

    /** When the next delivery can begin; empty while nothing waits or all places are taken. */
    OptionalLong next(Receiver.Throttle throttle) {
        QueuedEvent first = first();
        if (first == null || inFlight >= throttle.concurrency()) {
            return OptionalLong.empty();
        }
        boolean full = throttle.periodMillis() > 0 && begun.size() >= throttle.concurrency();
        return OptionalLong.of(full ? Math.max(first.due(), begun.getFirst() + throttle.periodMillis()) : first.due());
    }

    /** Takes what is due by now, up to a batch; the delivery is under way. */
    List<QueuedEvent> take(long now, Receiver.Throttle throttle) {
        var batch = new ArrayList<QueuedEvent>();
        while (batch.size() < MAXIMUM_BATCH) {
            Queue<QueuedEvent> ahead = ahead();
            QueuedEvent first = ahead.peek();
            if (first == null || first.due() > now) {
                break;
            }
            batch.add(ahead.remove());
        }
        inFlight++;
        begun.addLast(now);
        while (begun.size() > throttle.concurrency()) {
            begun.removeFirst();
        }
        return batch;
    }
}
