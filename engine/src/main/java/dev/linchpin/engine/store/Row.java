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
 * @param hubspotId what the row itself says; null when it says nothing, or has no room for it
 * @param inScope whether the row is to be kept in step at all
 * @param unreadable why what the row holds cannot be taken for a value of the field, by field name; its value is then what is
 *     there, and must not reach the other side
 */
public record Row(
        RowKey key,
        Map<String, Value> values,
        @Nullable HubSpotId hubspotId,
        boolean inScope,
        Map<String, String> unreadable) {
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        unreadable = Map.copyOf(unreadable);
    }

    /** All of it can be read. */
    public Row(RowKey key, Map<String, Value> values, @Nullable HubSpotId hubspotId, boolean inScope) {
        this(key, values, hubspotId, inScope, Map.of());
    }

    public Row(RowKey key, Map<String, Value> values, @Nullable HubSpotId hubspotId) {
        this(key, values, hubspotId, true);
    }

    public Row withUnreadable(Map<String, String> reasons) {
        return new Row(key, values, hubspotId, inScope, reasons);
    }

    public Value value(String field) {
        return values.getOrDefault(field, Value.BLANK);
    }
}
