package dev.linchpin.hubspot.catalogue;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The account's property definitions. Few and rare calls that somebody waits for, so they go in the lane of people.
 * Thread-safe; blocks.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide">Properties</a>
 */
public final class PropertyCatalogue {
    /** Where HubSpot itself keeps the main properties of its own types. */
    private static final Map<ObjectType, String> MAIN_GROUPS = Map.of(
            ObjectType.CONTACTS,
            "contactinformation",
            ObjectType.COMPANIES,
            "companyinformation",
            new ObjectType("deals"),
            "dealinformation",
            new ObjectType("tickets"),
            "ticketinformation");

    private final Reader reader;

    public PropertyCatalogue(Reader reader) {
        this.reader = reader;
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#properties */
    public List<PropertyDefinition> properties(ObjectType type) {
        var call = ApiCall.get("properties/" + type, ApiPaths.properties(type));
        var results = tree(call, reader.answer(call, Lane.PERSON)).path("results");
        return StreamSupport.stream(results.spliterator(), false)
                .filter(node -> !node.path("archived").asBoolean(false))
                .filter(node -> !Json.text(node, "name").isEmpty())
                .map(node -> PropertyJson.definition(type, node))
                .toList();
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#ensureUniqueProperty */
    public void ensureUniqueProperty(ObjectType type, String name, String label, String description) {
        if (isThere(type, name)) {
            return;
        }
        var body = Json.object()
                .put("name", name)
                .put("label", label)
                .put("description", description)
                .put("groupName", groupFor(type))
                .put("type", "string")
                .put("fieldType", "text")
                .put("hasUniqueValue", true)
                .put("hidden", false)
                .put("formField", false);
        var call = ApiCall.write("properties/" + type, ApiPaths.properties(type), body);
        // Repeating it is safe: where the first try did arrive, the second finds the name taken.
        if (reader.call(call, Lane.PERSON) instanceof Reply.Failed(var failure)) {
            var isTaken = failure instanceof Failure.Conflict || failure instanceof Failure.Invalid;
            if (!isTaken || !isThere(type, name)) {
                throw Problems.of(failure);
            }
        }
    }

    /** @throws HubSpotException.Rejected when it is there, but another sort of property */
    private boolean isThere(ObjectType type, String name) {
        var definition = definition(type, name);
        if (definition.isPresent()
                && !(PropertyJson.isUnique(definition.get())
                        && Json.text(definition.get(), "type").equals("string"))) {
            throw new HubSpotException.Rejected("HubSpot already has a property " + name + " of " + type
                    + " that is not a text with unique values; HubSpot cannot change that: delete the property or"
                    + " choose another name");
        }
        return definition.isPresent();
    }

    private Optional<JsonNode> definition(ObjectType type, String name) {
        var path = ApiPaths.properties(type) + "/" + ApiPaths.encoded(name);
        var call = ApiCall.get("properties/" + type + "/{name}", path);
        return switch (reader.call(call, Lane.PERSON)) {
            case Reply.Success(var answer) -> Optional.of(tree(call, answer));
            case Reply.Failed(Failure.Missing _) -> Optional.empty();
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    /** Custom types name their groups as they like. */
    private String groupFor(ObjectType type) {
        var known = MAIN_GROUPS.get(type);
        if (known != null) {
            return known;
        }
        var call = ApiCall.get("properties/" + type + "/groups", ApiPaths.properties(type) + "/groups");
        var groups = tree(call, reader.answer(call, Lane.PERSON)).path("results");
        return StreamSupport.stream(groups.spliterator(), false)
                .filter(group -> !group.path("archived").asBoolean(false))
                .map(group -> Json.text(group, "name"))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow(() -> new HubSpotException.Rejected(
                        "HubSpot has no property group for " + type + " to put a new property into"));
    }

    private static JsonNode tree(ApiCall call, HttpAnswer answer) {
        try {
            return Json.tree(answer.body());
        } catch (JacksonException notJson) {
            throw Problems.unreadable(call, notJson);
        }
    }
}
