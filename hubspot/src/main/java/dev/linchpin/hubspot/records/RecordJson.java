package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.PropertyChange;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads records out of HubSpot's JSON. Works on the stream of tokens: in a large load nearly all bytes are records.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis">Object APIs</a>
 */
final class RecordJson {
    /** Sources that are programs for certain. HubSpot's list is long and open-ended; whatever else it names may be a person. */
    private static final Set<String> PROGRAMS =
            Set.of("INTEGRATION", "API", "AUTOMATION_PLATFORM", "CALCULATED", "AUTO_ASSOCIATE_BY_DOMAIN");

    private final OwnApp ownApp;

    RecordJson(OwnApp ownApp) {
        this.ownApp = ownApp;
    }

    /** @throws UnreadableAnswer when it is not a list of records */
    RecordResults results(byte[] body) {
        try (var parser = Json.parser(body)) {
            begin(parser, parser.nextToken());
            var items = new ArrayList<RecordResults.Item>();
            var errors = new ArrayList<JsonNode>();
            String next = null;
            Long total = null;
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                var token = parser.nextToken();
                switch (name) {
                    case "results" -> elements(parser, token, () -> items.add(item(parser)));
                    case "errors" -> elements(parser, token, () -> errors.add(parser.readValueAsTree()));
                    case "paging" -> next = after(parser.readValueAsTree());
                    case "total" -> total = number(parser, token);
                    default -> parser.skipChildren();
                }
            }
            end(parser);
            return new RecordResults(items, next, total, errors);
        } catch (JacksonException notJson) {
            throw new UnreadableAnswer(notJson);
        }
    }

    /** @throws UnreadableAnswer when it is not one record */
    HubSpotRecord record(byte[] body) {
        try (var parser = Json.parser(body)) {
            parser.nextToken();
            return item(parser).record();
        } catch (JacksonException notJson) {
            throw new UnreadableAnswer(notJson);
        }
    }

    private static @Nullable Long number(JsonParser parser, JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return null;
    }

    private static @Nullable String after(JsonNode paging) {
        var after = Json.text(paging.path("next"), "after");
        return after.isEmpty() ? null : after;
    }

    private RecordResults.Item item(JsonParser parser) {
        begin(parser, parser.currentToken());
        var id = "";
        var traceId = "";
        var created = false;
        var archived = false;
        Instant createdAt = null;
        Instant updatedAt = null;
        Map<String, String> properties = Map.of();
        Map<String, List<PropertyChange>> history = Map.of();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            switch (name) {
                case "id" -> id = text(parser, token);
                case "properties" -> properties = properties(parser, token);
                case "propertiesWithHistory" -> history = history(parser, token);
                case "createdAt" -> createdAt = Json.instant(text(parser, token));
                case "updatedAt" -> updatedAt = Json.instant(text(parser, token));
                case "archived" -> archived = token == JsonToken.VALUE_TRUE;
                case "new" -> created = token == JsonToken.VALUE_TRUE;
                case "objectWriteTraceId" -> traceId = text(parser, token);
                default -> parser.skipChildren();
            }
        }
        end(parser);
        if (id.isBlank() || updatedAt == null) {
            throw new UnreadableAnswer("A record without id or updatedAt");
        }
        var record = new HubSpotRecord(
                new HubSpotId(id),
                properties,
                createdAt == null ? Instant.EPOCH : createdAt,
                notBefore(history, updatedAt),
                archived,
                history,
                ReadJoin.absorbed(properties),
                history.getOrDefault(ReadJoin.ABSORBED_IDS, List.of()).stream()
                        .map(PropertyChange::at)
                        .toList());
        return new RecordResults.Item(record, traceId, created);
    }

    /** The engine relies on {@code updatedAt} not lying before any change that it is shown. */
    private static Instant notBefore(Map<String, List<PropertyChange>> history, Instant updatedAt) {
        var latest = updatedAt;
        for (var changes : history.values()) {
            if (!changes.isEmpty() && changes.getFirst().at().isAfter(latest)) {
                latest = changes.getFirst().at();
            }
        }
        return latest;
    }

    private static Map<String, String> properties(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Map.of();
        }
        var properties = new HashMap<String, String>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var value = text(parser, parser.nextToken());
            // HubSpot says "no value" in three ways: left out, null, and an empty text.
            if (!value.isEmpty()) {
                properties.put(name, value);
            }
        }
        end(parser);
        return properties;
    }

    private Map<String, List<PropertyChange>> history(JsonParser parser, JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Map.of();
        }
        var history = new HashMap<String, List<PropertyChange>>();
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var changes = new ArrayList<PropertyChange>();
            elements(parser, parser.nextToken(), () -> changes.add(change(parser.readValueAsTree())));
            // Newest first in all answers seen, but not in writing; a stable sort keeps HubSpot's order of equal times.
            changes.sort(Comparator.comparing(PropertyChange::at).reversed());
            history.put(name, List.copyOf(changes));
        }
        end(parser);
        return history;
    }

    private PropertyChange change(JsonNode entry) {
        var at = Json.instant(Json.text(entry, "timestamp"));
        if (at == null) {
            throw new UnreadableAnswer("A history entry without a time");
        }
        var sourceType = Json.text(entry, "sourceType");
        var sourceId = Json.text(entry, "sourceId");
        return new PropertyChange(
                Json.text(entry, "value"),
                at,
                ownApp.author(sourceType, sourceId),
                (sourceType + " " + sourceId).strip(),
                PROGRAMS.contains(sourceType));
    }

    private static String text(JsonParser parser, JsonToken token) {
        if (token.isScalarValue()) {
            return token == JsonToken.VALUE_NULL ? "" : parser.getString();
        }
        parser.skipChildren();
        return "";
    }

    private static void elements(JsonParser parser, JsonToken token, Runnable read) {
        if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            read.run();
        }
    }

    private static void begin(JsonParser parser, @Nullable JsonToken token) {
        if (token != JsonToken.START_OBJECT) {
            throw new UnreadableAnswer(
                    "Expected an object at " + parser.currentLocation().getLineNr());
        }
    }

    private static void end(JsonParser parser) {
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new UnreadableAnswer("An object does not end");
        }
    }
}
