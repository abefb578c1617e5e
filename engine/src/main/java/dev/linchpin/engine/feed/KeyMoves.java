package dev.linchpin.engine.feed;

import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where rows with a link, or with a tombstone that they outlived, are after their keys were changed, perhaps several times, perhaps each to the other's. Pure.
 *
 * <p>Two rows never share a key, so where one row comes to a key that another still seems to hold, the two were changed by
 * one statement, and the one that was there first leaves first.
 *
 * @param moves the new key of each known row that is elsewhere now, by its old key
 * @param deleted the old keys of known rows that were deleted, though one may have been inserted anew under its key
 */
record KeyMoves(Map<RowKey, RowKey> moves, Set<RowKey> deleted) {
    /**
     * @param changes in the order in which they were logged
     * @param known those of all keys in question whose row has a link or a tombstone
     */
    static KeyMoves of(List<CapturedChange> changes, Set<RowKey> known) {
        var occupants = new HashMap<RowKey, Deque<RowKey>>();
        known.forEach(
                key -> occupants.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(key));
        var deleted = new HashSet<RowKey>();
        var missing = new HashSet<RowKey>();
        for (var change : changes) {
            var from = change.oldKey();
            var to = change.newKey();
            if (from != null && !from.equals(to)) {
                var leaving = occupants.getOrDefault(from, new ArrayDeque<>()).poll();
                if (leaving != null && to != null) {
                    occupants.computeIfAbsent(to, _ -> new ArrayDeque<>()).add(leaving);
                } else if (leaving != null) {
                    deleted.add(leaving);
                    missing.add(leaving);
                }
            } else if (from == null && to != null && missing.remove(to)) {
                // Inserted anew under its old key, it is the same row to its link.
                occupants.computeIfAbsent(to, _ -> new ArrayDeque<>()).add(to);
            }
        }
        var moves = new LinkedHashMap<RowKey, RowKey>();
        occupants.forEach((key, present) ->
                present.stream().filter(origin -> !origin.equals(key)).forEach(origin -> moves.put(origin, key)));
        return new KeyMoves(moves, deleted);
    }
}
