package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * HubSpot's search: eventually consistent, five calls a second, at most 3,000 characters a query and 10,000 results.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm">Search the CRM</a>
 */
final class RecordSearch {
    private static final int PAGE = 200;
    private static final int LONGEST_QUERY = 3_000;
    private static final int MOST_VALUES = 100;
    private static final int MOST_RESULTS = 10_000;
    /** Longer lists of properties leave too little of the query to the values. */
    private static final int LONGEST_PROPERTIES = 1_000;

    private final Reader reader;
    private final RecordJson json;
    private final BatchReader batches;

    RecordSearch(Reader reader, RecordJson json, BatchReader batches) {
        this.reader = reader;
        this.json = json;
        this.batches = batches;
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#modifiedSince */
    RecordPage modifiedSince(ObjectType type, Instant from, String afterId, Lane lane) {
        // By the property of another type HubSpot finds nothing and reports no error.
        var modified = HubSpot.lastModified(type);
        var body = query(List.of("hs_object_id", modified));
        var filters = body.putArray("filterGroups").addObject().putArray("filters");
        filters.addObject()
                .put("propertyName", modified)
                .put("operator", "GTE")
                .put("value", String.valueOf(from.toEpochMilli()));
        if (!afterId.isEmpty()) {
            // The keyset starts every page afresh, so the offset never nears the end of the window of 10,000 results.
            filters.addObject()
                    .put("propertyName", "hs_object_id")
                    .put("operator", "GT")
                    .put("value", afterId);
        }
        var results = search(type, body, lane);
        var more = results.next() != null && !results.items().isEmpty();
        var next = more ? results.records().getLast().id().value() : null;
        return new RecordPage(results.records(), next, results.total());
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#search */
    List<HubSpotRecord> search(
            ObjectType type, String property, Collection<String> values, List<String> properties, Lane lane) {
        var fits = String.join(",", properties).length() + 3 * properties.size() <= LONGEST_PROPERTIES;
        var asked = fits ? properties : List.of("hs_object_id");
        var found = new LinkedHashMap<HubSpotId, HubSpotRecord>();
        for (var chunk : chunks(property, values, asked)) {
            searchAll(type, inQuery(property, chunk, asked), lane, found);
        }
        if (fits || found.isEmpty()) {
            return List.copyOf(found.values());
        }
        var read = batches.read(ReadRequest.byId(type, found.keySet(), properties), lane);
        return found.keySet().stream()
                .flatMap(id -> Stream.ofNullable(read.get(id.value())))
                .toList();
    }

    private void searchAll(ObjectType type, ObjectNode body, Lane lane, Map<HubSpotId, HubSpotRecord> found) {
        String after = null;
        do {
            if (after != null) {
                body.put("after", after);
            }
            var results = search(type, body, lane);
            results.records().forEach(record -> found.put(record.id(), record));
            after = results.next();
        } while (after != null && isInWindow(after));
    }

    /** HubSpot's cursor is an offset, and refuses to go beyond its window. */
    private static boolean isInWindow(String after) {
        try {
            return Integer.parseInt(after) + PAGE <= MOST_RESULTS;
        } catch (NumberFormatException opaque) {
            return true;
        }
    }

    /**
     * How many live records of the type the search index knows.
     *
     * @throws dev.linchpin.engine.hubspot.HubSpotException when HubSpot does not tell
     */
    long count(ObjectType type, Lane lane) {
        var call = ApiCall.search(
                type.name() + "/search",
                ApiPaths.objects(type) + "/search",
                query(List.of("hs_object_id")).put("limit", 1));
        var answer = Json.treeOrNull(reader.answer(call, lane).body());
        var total = answer == null ? null : answer.get("total");
        if (total == null || !total.canConvertToLong()) {
            throw new HubSpotException.Rejected("HubSpot's search did not tell how many records there are");
        }
        return total.asLong();
    }

    private RecordResults search(ObjectType type, ObjectNode body, Lane lane) {
        var call = ApiCall.search(type.name() + "/search", ApiPaths.objects(type) + "/search", body);
        try {
            return json.results(reader.answer(call, lane).body());
        } catch (UnreadableAnswer unreadable) {
            throw Problems.unreadable(call, unreadable);
        }
    }

    /** As many values to a query as fit. A value that does not fit even alone cannot be searched for, and is left out. */
    private static List<List<String>> chunks(String property, Collection<String> values, List<String> properties) {
        var distinct = values.stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        var room = LONGEST_QUERY
                - inQuery(property, List.of(), properties).toString().length()
                - "\"after\":\"10000\",".length();
        var chunks = new ArrayList<List<String>>();
        List<String> chunk = new ArrayList<>();
        var used = 0;
        for (var value : distinct) {
            var length = Json.object().put("", value).toString().length();
            if (length > room) {
                continue;
            }
            if (used + length > room || chunk.size() == MOST_VALUES) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                used = 0;
            }
            chunk.add(value);
            used += length;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private static ObjectNode inQuery(String property, List<String> values, List<String> properties) {
        var body = query(properties);
        var filter =
                body.putArray("filterGroups").addObject().putArray("filters").addObject();
        filter.put("propertyName", property).put("operator", "IN");
        Json.putTexts(filter, "values", values);
        return body;
    }

    private static ObjectNode query(List<String> properties) {
        var body = Json.object();
        body.putArray("sorts").addObject().put("propertyName", "hs_object_id").put("direction", "ASCENDING");
        Json.putTexts(body, "properties", properties);
        body.put("limit", PAGE);
        return body;
    }
}
