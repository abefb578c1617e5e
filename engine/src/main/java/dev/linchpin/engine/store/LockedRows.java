package dev.linchpin.engine.store;

import dev.linchpin.engine.model.RowKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Rows locked until the transaction ends. A key in neither part has no row.
 *
 * @param busy rows that exist but are locked by another transaction; they are not waited for
 */
public record LockedRows(Map<RowKey, Row> rows, Set<RowKey> busy) {
    public LockedRows without(Set<RowKey> keys) {
        var others = new HashMap<>(rows);
        others.keySet().removeAll(keys);
        return new LockedRows(others, busy);
    }
}
