package dev.linchpin.engine.cycle;

import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Transaction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Forgets a person whose record is gone, but for what it takes to know the person again. */
record Erasing(ObjectMapping mapping, Transaction tx, Journal journal) {

    /**
     * @param linkId of the link, which has been ended; null when there was none
     * @param row the row as it was; null when there is none
     */
    void erase(HubSpotId record, @Nullable Long linkId, @Nullable Row row, Map<String, BasePair> bases) {
        var identity = new HashMap<String, Set<String>>();
        for (var name : mapping.identity()) {
            var keys = new HashSet<String>();
            var base = bases.get(name);
            if (base != null) {
                keys.add(key(name, base.local()));
                keys.add(key(name, base.hubspot()));
            }
            if (row != null) {
                keys.add(key(name, row.value(name)));
            }
            keys.remove("");
            identity.put(name, keys);
        }
        for (var tombstone :
                tx.tombstonesByRecord(mapping.type(), List.of(record)).values()) {
            tombstone.base().forEach((name, base) -> {
                if (identity.containsKey(name)) {
                    identity.get(name).addAll(List.of(key(name, base.local()), key(name, base.hubspot())));
                    identity.get(name).remove("");
                }
            });
        }
        tx.erasures().erase(mapping.type(), record, linkId, identity);
        journal.erased(mapping.type(), record);
    }

    private String key(String field, Value value) {
        return mapping.field(field).type().matchKey(value);
    }
}
