package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows that hold the id of a record without being linked with any: they outlived it, or somebody wrote the id into them. An id
 * that a row knows is stronger than anything that only looks alike.
 */
record Namers(Map<HubSpotId, List<RowKey>> rows) {
    static final Namers NONE = new Namers(Map.of());

    static Namers of(ObjectMapping mapping, Transaction tx, Collection<HubSpotId> ids) {
        var naming = tx.rowsNaming(mapping, ids);
        var links = tx.linksByRow(mapping.type(), naming.stream().map(Row::key).toList());
        var rows = new HashMap<HubSpotId, List<RowKey>>();
        for (var row : naming) {
            var link = links.get(row.key());
            if (link == null || !link.isWhole()) {
                rows.computeIfAbsent(Objects.requireNonNull(row.hubspotId()), _ -> new ArrayList<>())
                        .add(row.key());
            }
        }
        return new Namers(rows);
    }

    /** Another row than this one. */
    Optional<RowKey> besides(RowKey row, HubSpotId record) {
        return rows.getOrDefault(record, List.of()).stream()
                .filter(key -> !key.equals(row))
                .findFirst();
    }
}
