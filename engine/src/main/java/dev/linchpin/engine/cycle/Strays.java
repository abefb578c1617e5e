package dev.linchpin.engine.cycle;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose keys were changed when nothing was captured (a trigger was disabled, or dropped with a column): gone under the key
 * that their link has, and there under another with the id of its record. They are found before they are taken for deleted.
 */
record Strays(ObjectMapping mapping, Transaction tx) {

    /**
     * Moves the links of such rows to where the rows are. A link that seems to have its row there, but is another record's, has
     * lost that, and makes way.
     *
     * @param lost links without a row of theirs under their key
     * @param mine links, by id, that whoever asks works on
     * @return those to be looked at again, by id: they have moved, or will once nobody works on the row
     */
    Set<Long> follow(Collection<Link> lost, Set<Long> mine) {
        var again = new HashSet<Long>();
        var ids = lost.stream().map(Link::record).filter(Objects::nonNull).toList();
        var naming = ids.isEmpty() ? List.<Row>of() : tx.rowsNaming(mapping, ids);
        var others = tx.linksByRow(mapping.type(), naming.stream().map(Row::key).toList());
        var moves = new HashMap<RowKey, RowKey>();
        for (var row : naming) {
            var other = others.get(row.key());
            var link = lost.stream()
                    .filter(one -> Objects.equals(one.record(), row.hubspotId()))
                    .findFirst();
            if (link.isEmpty() || (other != null && other.isIntent())) {
                continue;
            }
            var left = Objects.requireNonNull(link.get().row());
            again.add(link.get().id());
            if (moves.containsKey(left) || moves.containsKey(row.key())) {
                // One of several that changed places: the next look goes on from here.
                continue;
            }
            if (other == null) {
                moves.put(left, row.key());
            } else if (mine.contains(other.id())
                    || tx.atWork(List.of(other.id())).isEmpty()) {
                moves.put(left, row.key());
                if (other.isWhole()) {
                    again.add(other.id());
                    moves.put(row.key(), left);
                } else {
                    tx.remove(other);
                }
            }
        }
        tx.rekey(mapping.type(), moves);
        return again;
    }

    /** A row without an id has not been told of its record yet. */
    static boolean isOwn(Link link, @Nullable Row row) {
        return row != null && (row.hubspotId() == null || row.hubspotId().equals(link.record()));
    }

    /**
     * @param present rows that hold the id of a record which their link has not, though that may lag behind a merge
     * @return as {@link #follow} does
     */
    Set<Long> makeWay(Collection<Row> present, Set<Long> mine) {
        if (present.isEmpty()) {
            return Set.of();
        }
        var named =
                present.stream().map(Row::hubspotId).filter(Objects::nonNull).toList();
        var owners = tx.linksByRecord(mapping.type(), named).values().stream()
                .filter(Link::isWhole)
                .toList();
        var there = tx.rows(
                mapping, owners.stream().map(Link::row).filter(Objects::nonNull).toList());
        return follow(
                owners.stream()
                        .filter(owner -> !isOwn(owner, there.get(owner.row())))
                        .toList(),
                mine);
    }

    /** What is remembered of rows that outlived their records is found where they are now. */
    void remember(Collection<Row> present) {
        var named = present.stream()
                .filter(row -> row.hubspotId() != null)
                .collect(Collectors.toMap(row -> Objects.requireNonNull(row.hubspotId()), row -> row, (one, _) -> one));
        var linked = tx.linksByRecord(mapping.type(), named.keySet());
        var outlived = tx.tombstonesByRecord(mapping.type(), named.keySet()).values().stream()
                .filter(tombstone -> !tombstone.rowGone() && tombstone.row() != null)
                .filter(tombstone -> !linked.containsKey(tombstone.record())
                        || !linked.get(tombstone.record()).isWhole())
                .toList();
        var left =
                outlived.stream().map(Tombstone::row).filter(Objects::nonNull).toList();
        var there = tx.rows(mapping, left);
        var taken = tx.linksByRow(mapping.type(), left);
        var moves = new HashMap<RowKey, RowKey>();
        for (var tombstone : outlived) {
            var key = Objects.requireNonNull(tombstone.row());
            var row = there.get(key);
            var isAway = row == null || !Objects.equals(row.hubspotId(), tombstone.record());
            if (isAway && !taken.containsKey(key)) {
                moves.put(
                        key,
                        Objects.requireNonNull(named.get(tombstone.record())).key());
            }
        }
        tx.rekey(mapping.type(), moves);
    }
}
