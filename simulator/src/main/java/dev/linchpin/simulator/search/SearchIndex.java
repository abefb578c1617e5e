package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.records.SortedRecords;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What search knows of one type's records, and what it is about to learn. Not thread-safe. */
final class SearchIndex {

    private final Map<Order, SortedRecords> orders = new EnumMap<>(Order.class);
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(Comparator.comparingLong(Pending::due).thenComparingLong(Pending::sequence));
    private final Map<Long, Long> removals = new HashMap<>();
    private long sequence;

    /** A state of a record that search will see; a null record is a removal. */
    private record Pending(
            long due,
            long sequence,
            long id,
            long revision,
            @Nullable StoredRecord record) {}

    SearchIndex() {
        for (Order order : Order.values()) {
            orders.put(order, new SortedRecords(order.key()));
        }
    }

    void announce(long due, long id, long revision, @Nullable StoredRecord record) {
        pending.add(new Pending(due, sequence++, id, revision, record));
    }

    /** Learns everything that is due. */
    void catchUp(long now) {
        for (Pending next = pending.peek(); next != null && next.due() <= now; next = pending.peek()) {
            pending.remove();
            apply(next);
        }
    }

    private void apply(Pending change) {
        StoredRecord known = in(Order.ID).first(change.id());
        long knownRevision = known == null ? removals.getOrDefault(change.id(), 0L) : known.revision();
        if (knownRevision > change.revision()) {
            return;
        }
        if (change.record() == null) {
            removals.put(change.id(), change.revision());
        } else {
            removals.remove(change.id());
        }
        put(change.id(), change.record());
    }

    void put(long id, @Nullable StoredRecord record) {
        StoredRecord known = in(Order.ID).first(id);
        for (SortedRecords each : orders.values()) {
            if (known != null) {
                each.remove(known);
            }
            if (record != null) {
                each.add(record);
            }
        }
    }

    /** All records in that order. */
    SortedRecords in(Order order) {
        return Objects.requireNonNull(orders.get(order));
    }

    int size() {
        return in(Order.ID).size();
    }

    /** The indexed states of these records and of all whose newer state is still pending. */
    Collection<StoredRecord> among(Collection<Long> ids) {
        Set<Long> candidates = new HashSet<>(ids);
        pending.forEach(change -> candidates.add(change.id()));
        var found = new ArrayList<StoredRecord>();
        for (long id : candidates.stream().sorted().toList()) {
            StoredRecord record = in(Order.ID).first(id);
            if (record != null) {
                found.add(record);
            }
        }
        return found;
    }
}
