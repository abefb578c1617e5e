package dev.linchpin.engine.hubspot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Property values to write to one record.
 *
 * @param key the record's id, or the value of the unique property that the batch is addressed by
 * @param properties new values, sent in this order; an empty text clears the property
 */
public record RecordWrite(String key, Map<String, String> properties) {
    public RecordWrite {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
