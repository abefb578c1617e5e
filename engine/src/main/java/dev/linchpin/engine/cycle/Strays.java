package dev.linchpin.engine.cycle;

import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Rows whose keys were changed when nothing was captured (a trigger was disabled, or dropped with a column): gone under the key
 * that their link has, and there under another with the id of its record. They are found before they are taken for deleted.
 */
record Strays(ObjectMapping mapping, Transaction tx) {

    /**
     * Moves the links of such rows to where the rows are.
     *
     * @param lost links without a row under their key
     * @return those to be looked at again, by id: they have moved, or will once nobody works on the row as on a new one
     */
    Set<Long> follow(Collection<Link> lost) {
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
            if (link.isEmpty() || (other != null && (other.isWhole() || other.isIntent()))) {
                continue;
            }
            again.add(link.get().id());
            if (other == null || tx.atWork(List.of(other.id())).isEmpty()) {
                if (other != null) {
                    tx.remove(other);
                }
                moves.put(Objects.requireNonNull(link.get().row()), row.key());
            }
        }
        tx.rekey(mapping.type(), moves);
        return again;
    }
}
