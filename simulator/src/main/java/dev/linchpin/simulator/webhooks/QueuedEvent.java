package dev.linchpin.simulator.webhooks;

/**
 * An event on its way; one that is due earlier comes first.
 *
 * @param attempt how often it was delivered in vain
 * @param due milliseconds; not to be delivered before
 * @param since milliseconds when it was first due
 * @param sequence order of entry, among events due at the same time
 */
record QueuedEvent(Event event, int attempt, long due, long since, long sequence) implements Comparable<QueuedEvent> {

    @Override
    public int compareTo(QueuedEvent other) {
        int order = Long.compare(due, other.due);
        return order == 0 ? Long.compare(sequence, other.sequence) : order;
    }
}
