package dev.linchpin.hubspot.catalogue;

import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.json.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Reads a property definition.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/properties/guide">Properties</a>
 */
final class PropertyJson {
    private PropertyJson() {}

    static PropertyDefinition definition(ObjectType type, JsonNode node) {
        var name = Json.text(node, "name");
        var label = Json.text(node, "label");
        var readOnly = node.path("modificationMetadata").path("readOnlyValue").asBoolean(false)
                || node.path("calculated").asBoolean(false);
        return new PropertyDefinition(
                name,
                label.isEmpty() ? name : label,
                fieldType(type, name, Json.text(node, "type"), Json.text(node, "fieldType")),
                node.path("hidden").asBoolean(false),
                readOnly,
                isUnique(node) || isAddress(type, name),
                options(node),
                optionLabels(node),
                Json.instant(Json.text(node, "updatedAt")));
    }

    /**
     * By their {@code displayOrder}, those without a place of their own (-1) last; HubSpot's order of the list decides between
     * equal ones.
     */
    private static List<String> options(JsonNode node) {
        return StreamSupport.stream(node.path("options").spliterator(), false)
                .sorted(Comparator.comparingInt(PropertyJson::place))
                .map(option -> Json.text(option, "value"))
                .toList();
    }

    private static Map<String, String> optionLabels(JsonNode node) {
        var labels = new HashMap<String, String>();
        for (var option : node.path("options")) {
            labels.put(Json.text(option, "value"), Json.text(option, "label"));
        }
        labels.values().removeIf(String::isBlank);
        return labels;
    }

    private static int place(JsonNode option) {
        var order = option.path("displayOrder").asInt(-1);
        return order < 0 ? Integer.MAX_VALUE : order;
    }

    /** Only settable when a property is created. */
    static boolean isUnique(JsonNode node) {
        return node.path("hasUniqueValue").asBoolean(false);
    }

    /** HubSpot keeps contacts apart by their address and lets them be read by it, whatever its definition says. */
    private static boolean isAddress(ObjectType type, String name) {
        return type.equals(ObjectType.CONTACTS) && name.equals("email");
    }

    private static FieldType fieldType(ObjectType type, String name, String hubSpotType, String hubSpotFieldType) {
        if (isAddress(type, name)) {
            return FieldType.EMAIL;
        }
        if (type.equals(ObjectType.COMPANIES) && name.equals("domain")) {
            return FieldType.DOMAIN;
        }
        return switch (hubSpotType) {
            case "number" -> FieldType.NUMBER;
            case "bool" -> FieldType.BOOLEAN;
            case "date" -> FieldType.DATE;
            case "datetime" -> FieldType.DATETIME;
            case "enumeration" -> hubSpotFieldType.equals("checkbox") ? FieldType.OPTION_SET : FieldType.ENUMERATION;
            // string, phone_number, and whatever HubSpot comes up with next: a text can hold it.
            default -> FieldType.TEXT;
        };
    }
}
