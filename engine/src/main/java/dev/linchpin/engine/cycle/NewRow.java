package dev.linchpin.engine.cycle;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record that gets a row of its own.
 *
 * @param shown what HubSpot shows of its mapped fields, blanks left out
 */
record NewRow(ObjectMapping mapping, HubSpotRecord record, Map<String, Value> shown) {
    static NewRow of(ObjectMapping mapping, HubSpotRecord record) {
        var shown = new LinkedHashMap<String, Value>();
        for (var field : mapping.fields().values()) {
            var value = field.type().read(record.property(field.property()));
            if (!value.isBlank()) {
                shown.put(field.name(), value);
            }
        }
        return new NewRow(mapping, record, shown);
    }

    RowChange insertion() {
        var values = new LinkedHashMap<>(shown);
        values.keySet().removeIf(name -> mapping.field(name).direction() == Direction.TO_HUBSPOT);
        return new RowChange.Insert(values, record.id());
    }

    /**
     * What the record and the row that it got agree on. A value that the table's default, or a trigger of the user's, gave the
     * row is not among it: that is the user's to carry over.
     */
    Map<String, BasePair> bases(Row row) {
        var bases = HashMap.<String, BasePair>newHashMap(mapping.fields().size());
        for (var name : mapping.fields().keySet()) {
            var hubspot = shown.getOrDefault(name, Value.BLANK);
            var local = row.value(name);
            if (!hubspot.isBlank() || local.isBlank()) {
                bases.put(name, new BasePair(local, local.equals(hubspot) ? local : hubspot));
            }
        }
        return bases;
    }

    /** Whether the row needs another look. */
    boolean isUnsettled(Map<String, BasePair> bases) {
        return bases.size() < mapping.fields().size();
    }
}
