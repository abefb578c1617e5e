package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one answer about records holds.
 *
 * @param next HubSpot's cursor to the next page; null on the last
 * @param total how many a search found; null where the answer does not tell
 * @param errors of a 207, one for each record or group of records that failed
 */
record RecordResults(
        List<Item> items, @Nullable String next, @Nullable Long total, List<JsonNode> errors) {
    /**
     * @param traceId the {@code objectWriteTraceId} that the record was sent with; empty when HubSpot does not repeat it
     * @param created whether an upsert made it
     */
    record Item(HubSpotRecord record, String traceId, boolean created) {}

    List<HubSpotRecord> records() {
        return items.stream().map(Item::record).toList();
    }
}
