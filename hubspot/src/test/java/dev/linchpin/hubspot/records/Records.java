package dev.linchpin.hubspot.records;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** HubSpot's JSON for records, written by hand. */
final class Records {
    static final String NONE = "{\"results\":[]}";

    private Records() {}

    static String record(String id, String properties) {
        return "{\"id\":\"" + id + "\",\"properties\":" + properties + ",\"createdAt\":\"2026-11-01T08:00:00.000Z\","
                + "\"updatedAt\":\"2026-11-20T08:00:00.123Z\",\"archived\":false}";
    }

    static String traced(String id, String traceId, String properties) {
        var record = record(id, properties);
        return record.substring(0, record.length() - 1) + ",\"objectWriteTraceId\":\"" + traceId + "\",\"new\":true}";
    }

    static String results(String... records) {
        return results(Arrays.asList(records));
    }

    static String results(Collection<String> records) {
        return "{\"status\":\"COMPLETE\",\"results\":[" + String.join(",", records) + "]}";
    }

    static String page(String next, String... records) {
        return "{\"results\":[" + String.join(",", records) + "],\"paging\":{\"next\":{\"after\":\"" + next
                + "\",\"link\":\"https://api.hubapi.com/?after=" + next + "\"}}}";
    }

    static String partly(Collection<String> records, String... errors) {
        return "{\"status\":\"COMPLETE\",\"results\":[" + String.join(",", records) + "],\"numErrors\":" + errors.length
                + ",\"errors\":[" + String.join(",", errors) + "],\"startedAt\":\"2026-11-20T08:00:00Z\"}";
    }

    static String notFound(String... ids) {
        var list = Arrays.stream(ids).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return "{\"status\":\"error\",\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"Could not get some objects\","
                + "\"context\":{\"ids\":[" + list + "]}}";
    }
}
