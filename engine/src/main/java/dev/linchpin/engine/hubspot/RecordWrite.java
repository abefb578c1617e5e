package dev.linchpin.engine.hubspot;

import java.util.Map;

/**
 * Property values to write to one record.
 *
 * @param key the record's id, or the value of the unique property that the batch is addressed by
 * @param properties new values; an empty text clears the property
 */
public record RecordWrite(String key, Map<String, String> properties) {
    public RecordWrite {
        properties = Map.copyOf(properties);
    }
}
