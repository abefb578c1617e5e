package dev.linchpin.simulator.webhooks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The events of one app on their way, and the deliveries under way. Not thread-safe. */
final class Lane {

    private static final int MAXIMUM_BATCH = 100;
    private static final Comparator<QueuedEvent> ORDER =
            Comparator.comparingLong(QueuedEvent::due).thenComparingLong(QueuedEvent::sequence);

    private final PriorityQueue<QueuedEvent> queue = new PriorityQueue<>(ORDER);
    private final ArrayDeque<Long> begun = new ArrayDeque<>();
    private int inFlight;

    void add(QueuedEvent event) {
        queue.add(event);
    }

    int size() {
        return queue.size();
    }

    int inFlight() {
        return inFlight;
    }

    void landed() {
        inFlight--;
    }

    /** The event that is due first, or null. */
    @Nullable QueuedEvent first() {
        return queue.peek();
    }

    /** When the next delivery can begin; empty while nothing waits or all places are taken. */
    OptionalLong next(Receiver.Throttle throttle) {
        QueuedEvent first = queue.peek();
        if (first == null || inFlight >= throttle.concurrency()) {
            return OptionalLong.empty();
        }
        boolean full = throttle.periodMillis() > 0 && begun.size() >= throttle.concurrency();
        return OptionalLong.of(full ? Math.max(first.due(), begun.getFirst() + throttle.periodMillis()) : first.due());
    }

    /** Takes what is due by now, up to a batch; the delivery is under way. */
    List<QueuedEvent> take(long now, Receiver.Throttle throttle) {
        var batch = new ArrayList<QueuedEvent>();
        for (QueuedEvent first = queue.peek();
                first != null && first.due() <= now && batch.size() < MAXIMUM_BATCH;
                first = queue.peek()) {
            batch.add(queue.remove());
        }
        inFlight++;
        begun.addLast(now);
        while (begun.size() > throttle.concurrency()) {
            begun.removeFirst();
        }
        return batch;
    }
}
