package dev.linchpin.server.config;

import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object type that flows from HubSpot into SQL and never back.
 *
 * @param every how often it runs; null where the configuration does not say
 * @param offset how long after the full interval
 * @param properties what is mirrored; empty for all that HubSpot has
 * @param json whether all properties are in a column as one JSON object, too
 * @param archived what becomes of the rows of archived and merged records
 * @param where for complaints that only HubSpot's catalogue of properties can give rise to
 */
public record MirrorOptions(
        ObjectType type,
        @Nullable Duration every,
        Duration offset,
        List<String> properties,
        boolean json,
        OnRecordArchived archived,
        String where) {
    public MirrorOptions {
        properties = List.copyOf(properties);
    }
}
