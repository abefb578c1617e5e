package dev.linchpin.hubspot.types;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The types that the account defined for itself. In calls they go by their id ({@code 2-123}) or their full name
 * ({@code p4242_car}, short {@code p_car}); webhooks know the id only. Thread-safe; blocks.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/objects/schemas/guide">Custom objects</a>
 */
public final class CustomTypes {
    private final Reader reader;

    public CustomTypes(Reader reader) {
        this.reader = reader;
    }

    /**
     * Those of these types that the account defined, by their ids.
     *
     * @throws HubSpotException.Rejected when HubSpot has none of the name; the message lists those that there are
     */
    public Map<String, ObjectType> byId(Collection<ObjectType> types) {
        var custom = types.stream().filter(StandardTypes::isCustom).toList();
        if (custom.isEmpty()) {
            return Map.of();
        }
        var schemas = schemas();
        var found = new HashMap<String, ObjectType>();
        for (var type : custom) {
            found.put(
                    schemas.stream()
                            .filter(schema -> schema.goesBy(type.name()))
                            .map(Schema::id)
                            .findFirst()
                            .orElseThrow(() -> unknown(type, schemas)),
                    type);
        }
        return Map.copyOf(found);
    }

    private record Schema(String id, String fullName, String name) {
        boolean goesBy(String called) {
            return called.equals(id) || called.equals(fullName) || called.equals("p_" + name);
        }
    }

    private List<Schema> schemas() {
        var call = ApiCall.get("schemas", ApiPaths.SCHEMAS);
        var results = tree(call, reader.answer(call, Lane.PERSON)).path("results");
        return StreamSupport.stream(results.spliterator(), false)
                .map(node -> new Schema(
                        Json.text(node, "objectTypeId"),
                        Json.text(node, "fullyQualifiedName").toLowerCase(Locale.ROOT),
                        Json.text(node, "name").toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static HubSpotException.Rejected unknown(ObjectType type, List<Schema> schemas) {
        var names = schemas.stream().map(Schema::fullName).sorted().collect(Collectors.joining(", "));
        return new HubSpotException.Rejected("HubSpot has no object type '" + type + "'; "
                + (names.isEmpty() ? "the account has no custom types" : "the account's own types are " + names));
    }

    private static JsonNode tree(ApiCall call, HttpAnswer answer) {
        try {
            return Json.tree(answer.body());
        } catch (JacksonException notJson) {
            throw Problems.unreadable(call, notJson);
        }
    }
}
