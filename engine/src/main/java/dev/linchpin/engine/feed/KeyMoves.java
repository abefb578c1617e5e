package dev.linchpin.engine.feed;

import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where rows with a link, or with a tombstone that they outlived, are after their keys were changed, perhaps several times, perhaps each to the other's. Pure.
 *
 * <p>Two rows never share a key, so where one row comes to a key that another still seems to hold, either the two were changed
 * by one statement, and the one that was there first leaves first; or it was deleted before. A deleted row's link has no place
 * of its own: it makes way to the key that was left last, where nothing is.
 */
final class KeyMoves {
    private final Set<RowKey> known;
    private final Map<RowKey, Deque<RowKey>> occupants = new LinkedHashMap<>();
    private final Set<RowKey> deleted = new LinkedHashSet<>();
    private final Set<RowKey> everDeleted = new HashSet<>();
    /** Keys under which there is a row now, as far as the changes tell. */
    private final Set<RowKey> present = new HashSet<>();

    private KeyMoves(Set<RowKey> known, Set<RowKey> gone) {
        this.known = known;
        gone.forEach(key -> occupants.put(key, new ArrayDeque<>()));
        deleted.addAll(gone);
    }

    /**
     * @param changes in the order in which they were logged
     * @param known those of all keys in question whose row has a link or a tombstone
     * @param gone those of them whose row was deleted before these changes
     * @return the new key of each known row that is elsewhere now, by its old key
     */
    static Map<RowKey, RowKey> of(List<CapturedChange> changes, Set<RowKey> known, Set<RowKey> gone) {
        var moves = new KeyMoves(known, gone);
        changes.forEach(moves::follow);
        return moves.result();
    }

    /** Those of the known rows that were deleted, though one may have been inserted anew under its key. */
    static Set<RowKey> deleted(List<CapturedChange> changes, Set<RowKey> known) {
        var moves = new KeyMoves(known, Set.of());
        changes.forEach(moves::follow);
        moves.result();
        return moves.everDeleted;
    }

    private void follow(CapturedChange change) {
        var from = change.oldKey();
        var to = change.newKey();
        if (Objects.equals(from, to)) {
            return;
        }
        var row = from == null ? null : leave(from);
        if (to != null) {
            arrive(row, to);
        } else if (row != null) {
            deleted.add(row);
            everDeleted.add(row);
        }
    }

    private @Nullable RowKey leave(RowKey from) {
        present.remove(from);
        return occupants
                .computeIfAbsent(from, key -> new ArrayDeque<>(known.contains(key) ? Set.of(key) : Set.of()))
                .poll();
    }

    private void arrive(@Nullable RowKey row, RowKey to) {
        present.add(to);
        var there =
                occupants.computeIfAbsent(to, key -> new ArrayDeque<>(known.contains(key) ? Set.of(key) : Set.of()));
        if (row != null) {
            there.add(row);
        } else if (deleted.remove(to)) {
            // Inserted anew under its old key, it is the same row to its link.
            there.add(to);
        }
    }

    private Map<RowKey, RowKey> result() {
        var moves = new LinkedHashMap<RowKey, RowKey>();
        var cameFrom = new HashMap<RowKey, RowKey>();
        occupants.forEach((key, rows) -> {
            var row = rows.peekLast();
            // Whoever came before the last must have been deleted.
            rows.stream().filter(other -> !other.equals(row)).forEach(other -> {
                deleted.add(other);
                everDeleted.add(other);
            });
            if (row != null && !row.equals(key)) {
                moves.put(row, key);
                cameFrom.put(key, row);
            }
        });
        for (var gone : deleted) {
            var place = gone;
            while (cameFrom.containsKey(place)) {
                place = cameFrom.get(place);
            }
            if (!place.equals(gone) && !present.contains(place)) {
                moves.put(gone, place);
                cameFrom.put(place, gone);
            }
        }
        return moves;
    }
}
