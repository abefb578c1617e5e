package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What search knows of one type's records, and what it is about to learn. Not thread-safe. */
final class SearchIndex {

    private static final Comparator<StoredRecord> BY_MODIFIED =
            Comparator.comparingLong(StoredRecord::updatedAt).thenComparingLong(StoredRecord::id);

    private final TreeMap<Long, StoredRecord> byId = new TreeMap<>();
    private final TreeSet<StoredRecord> byModified = new TreeSet<>(BY_MODIFIED);
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
        StoredRecord known = byId.get(change.id());
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
        StoredRecord known = record == null ? byId.remove(id) : byId.put(id, record);
        if (known != null) {
            byModified.remove(known);
        }
        if (record != null) {
            byModified.add(record);
        }
    }

    void clear() {
        byId.clear();
        byModified.clear();
        pending.clear();
        removals.clear();
    }

    Collection<StoredRecord> all() {
        return byId.values();
    }

    /** Records with ids between the two, both included. */
    Collection<StoredRecord> byId(long low, long high) {
        return low > high ? List.of() : byId.subMap(low, true, high, true).values();
    }

    /** Records last modified between the two, both included; in order of that and then of id. */
    Collection<StoredRecord> byModified(long low, long high) {
        if (low > high) {
            return List.of();
        }
        return byModified.subSet(probe(low, Long.MIN_VALUE), true, probe(high, Long.MAX_VALUE), true);
    }

    /** The indexed states of these records and of all whose newer state is still pending. */
    Collection<StoredRecord> among(Collection<Long> ids) {
        Set<Long> candidates = new HashSet<>(ids);
        pending.forEach(change -> candidates.add(change.id()));
        var found = new ArrayList<StoredRecord>();
        for (long id : candidates.stream().sorted().toList()) {
            StoredRecord record = byId.get(id);
            if (record != null) {
                found.add(record);
            }
        }
        return found;
    }

    private static StoredRecord probe(long updatedAt, long id) {
        return StoredRecord.probe(id, updatedAt);
    }
}
