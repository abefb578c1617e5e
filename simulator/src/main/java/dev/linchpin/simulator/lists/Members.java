package dev.linchpin.simulator.lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The records in one list, by id and in the order in which they joined. Not thread-safe. */
final class Members {

    static final Comparator<Membership> BY_ID = Comparator.comparingLong(Membership::recordId);
    static final Comparator<Membership> BY_JOINING =
            Comparator.comparingLong(Membership::lastAddedAt).thenComparing(BY_ID);

    private final TreeMap<Long, Membership> byId = new TreeMap<>();
    private final TreeSet<Membership> byJoining = new TreeSet<>(BY_JOINING);
    private final Map<Long, Long> formerFirstAdded = new HashMap<>();

    /** Whether the record was not in the list before. */
    boolean add(long recordId, long at) {
        if (byId.containsKey(recordId)) {
            return false;
        }
        Long before = formerFirstAdded.remove(recordId);
        var membership = new Membership(recordId, before == null ? at : before, at);
        byId.put(recordId, membership);
        byJoining.add(membership);
        return true;
    }

    /** Whether the record was in the list before. */
    boolean remove(long recordId) {
        Membership membership = byId.remove(recordId);
        if (membership == null) {
            return false;
        }
        byJoining.remove(membership);
        formerFirstAdded.put(recordId, membership.firstAddedAt());
        return true;
    }

    @Nullable Membership find(long recordId) {
        return byId.get(recordId);
    }

    boolean contains(long recordId) {
        return byId.containsKey(recordId);
    }

    int size() {
        return byId.size();
    }

    List<Long> ids() {
        return List.copyOf(byId.keySet());
    }

    /** Those behind a position, ascending by id. */
    List<Membership> byIdAfter(long recordId, int limit) {
        return first(byId.tailMap(recordId, false).values(), limit);
    }

    /** Those in front of a position, descending by id. */
    List<Membership> byIdBefore(long recordId, int limit) {
        return first(byId.headMap(recordId, false).descendingMap().values(), limit);
    }

    /** Those behind a position, in the order of joining. */
    List<Membership> byJoiningAfter(Membership position, int limit) {
        return first(byJoining.tailSet(position, false), limit);
    }

    /** Those in front of a position, against the order of joining. */
    List<Membership> byJoiningBefore(Membership position, int limit) {
        NavigableSet<Membership> before = byJoining.headSet(position, false);
        return first(before.descendingSet(), limit);
    }

    private static List<Membership> first(Iterable<Membership> all, int limit) {
        var page = new ArrayList<Membership>();
        for (Membership each : all) {
            if (page.size() == limit) {
                break;
            }
            page.add(each);
        }
        return page;
    }
}
