package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a mapped table.
 *
 * @param values of all mapped fields, by field name
 * @param hubspotId what the row's own HubSpot id column says; null when empty
 * @param inScope whether the row is to be kept in step at all
 */
public record Row(
        RowKey key, Map<String, Value> values, @Nullable HubSpotId hubspotId, boolean inScope) {
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Row(RowKey key, Map<String, Value> values, @Nullable HubSpotId hubspotId) {
        this(key, values, hubspotId, true);
    }

    public Value value(String field) {
        return values.getOrDefault(field, Value.BLANK);
    }
}
