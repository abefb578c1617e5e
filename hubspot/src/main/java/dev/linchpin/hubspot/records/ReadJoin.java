package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each key the record that answers it. HubSpot's answers come in any order, do not repeat the key, write unique
 * values in their own spelling, and after a merge carry another id than was asked for.
 */
final class ReadJoin {
    static final String EMAIL = "email";
    /** A contact's further addresses, by which it is found too. */
    static final String OTHER_EMAILS = "hs_additional_emails";
    /** The ids of the records that were merged into this one. */
    static final String ABSORBED_IDS = "hs_merged_object_ids";

    private final @Nullable String idProperty;
    private final Map<String, HubSpotRecord> found = new HashMap<>();

    ReadJoin(@Nullable String idProperty) {
        this.idProperty = idProperty;
    }

    /** By the key that was asked for. */
    Map<String, HubSpotRecord> found() {
        return found;
    }

    void add(List<String> keys, List<HubSpotRecord> records) {
        var byName = new HashMap<String, HubSpotRecord>();
        // Names that a record has of its own come last, so that they win over inherited ones.
        records.forEach(record -> furtherNames(record).forEach(name -> byName.put(spelling(name), record)));
        records.forEach(record -> {
            var name = ownName(record);
            if (name != null) {
                byName.put(spelling(name), record);
            }
        });
        for (var key : keys) {
            var record = byName.get(spelling(key));
            if (record != null) {
                found.put(key, record);
            }
        }
    }

    private @Nullable String ownName(HubSpotRecord record) {
        return idProperty == null ? record.id().value() : record.property(idProperty);
    }

    private List<String> furtherNames(HubSpotRecord record) {
        if (idProperty == null) {
            return record.absorbed().stream().map(HubSpotId::value).toList();
        }
        var addresses = idProperty.equals(EMAIL) ? record.property(OTHER_EMAILS) : null;
        return addresses == null ? List.of() : List.of(addresses.split(";"));
    }

    /** The ids of the records that were merged into the one with these properties. */
    static Set<HubSpotId> absorbed(Map<String, String> properties) {
        return Arrays.stream(properties.getOrDefault(ABSORBED_IDS, "").split(";"))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .map(HubSpotId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String spelling(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
