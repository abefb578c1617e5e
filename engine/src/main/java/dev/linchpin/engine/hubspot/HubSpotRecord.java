package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.HubSpotId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as HubSpot answered it.
 *
 * @param id may differ from the id that was asked for: then the asked-for record was merged into this one
 * @param properties HubSpot's own texts by property name; a property without a value is absent
 * @param updatedAt HubSpot's time of the last change to any property, to the millisecond; never before any change that
 *     the answer contains
 * @param history changes per property, newest first; only for properties whose history was asked for
 * @param absorbed ids of the records that were merged into this one
 * @param merges when records were merged into this one, as far as HubSpot tells; only where some history was asked for
 */
public record HubSpotRecord(
        HubSpotId id,
        Map<String, String> properties,
        Instant createdAt,
        Instant updatedAt,
        boolean archived,
        Map<String, List<PropertyChange>> history,
        Set<HubSpotId> absorbed,
        List<Instant> merges) {
    public HubSpotRecord {
        properties = Map.copyOf(properties);
        history = Map.copyOf(history);
        absorbed = Set.copyOf(absorbed);
        merges = List.copyOf(merges);
    }

    public @Nullable String property(String name) {
        return properties.get(name);
    }

    public List<PropertyChange> historyOf(String property) {
        return history.getOrDefault(property, List.of());
    }
}
