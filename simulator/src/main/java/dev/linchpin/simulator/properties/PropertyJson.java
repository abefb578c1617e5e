package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.Property.Trait;
import dev.linchpin.simulator.crm.definitions.PropertyOption;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Property definitions as JSON (HubSpot docs, "Properties"). */
public final class PropertyJson {

    private PropertyJson() {}

    /** A definition. */
    public static ObjectNode render(Property property) {
        ObjectNode json = Json.object();
        if (property.createdAt() != 0) {
            json.put("createdAt", Timestamps.iso(property.createdAt()));
            json.put("updatedAt", Timestamps.iso(property.updatedAt()));
        }
        json.put("name", property.name());
        json.put("label", property.label());
        json.put("type", property.type().apiName());
        json.put("fieldType", property.fieldType());
        json.put("description", property.description());
        json.put("groupName", property.groupName());
        var options = json.putArray("options");
        for (PropertyOption option : property.options()) {
            ObjectNode entry = options.addObject();
            entry.put("label", option.label());
            entry.put("value", option.value());
            entry.put("displayOrder", option.displayOrder());
            entry.put("hidden", option.hidden());
            if (!option.description().isEmpty()) {
                entry.put("description", option.description());
            }
        }
        json.put("displayOrder", property.displayOrder());
        json.put("calculated", property.is(Trait.CALCULATED));
        json.put("externalOptions", property.is(Trait.EXTERNAL_OPTIONS));
        if (property.referencedObjectType() != null) {
            json.put("referencedObjectType", property.referencedObjectType());
        }
        json.put("archived", property.isArchived());
        if (property.isArchived()) {
            json.put("archivedAt", Timestamps.iso(property.archivedAt()));
        }
        json.put("hasUniqueValue", property.is(Trait.UNIQUE));
        json.put("hidden", property.is(Trait.HIDDEN));
        json.put("hubspotDefined", property.is(Trait.HUBSPOT_DEFINED));
        json.put("formField", property.is(Trait.FORM_FIELD));
        json.put("dataSensitivity", property.dataSensitivity());
        if (property.formula() != null) {
            json.put("calculationFormula", property.formula().text());
        }
        property.hints().forEach((hint, value) -> {
            if (value.equals("true") || value.equals("false")) {
                json.put(hint, value.equals("true"));
            } else {
                json.put(hint, value);
            }
        });
        ObjectNode metadata = json.putObject("modificationMetadata");
        boolean hubspots = property.is(Trait.HUBSPOT_DEFINED);
        metadata.put("archivable", !hubspots);
        metadata.put("readOnlyDefinition", hubspots);
        metadata.put("readOnlyOptions", hubspots && property.isReadOnly());
        metadata.put("readOnlyValue", property.isReadOnly());
        return json;
    }

    /**
     * The options in a definition; null when it names none.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if two have the same value
     */
    static @Nullable List<PropertyOption> options(JsonNode body) {
        JsonNode node = body.get("options");
        if (node == null || !node.isArray()) {
            return null;
        }
        var options = new ArrayList<PropertyOption>();
        var values = new HashSet<String>();
        for (JsonNode option : node.values()) {
            String value = Json.requiredText(option, "value");
            String label = Json.requiredText(option, "label");
            if (!values.add(value)) {
                throw ApiError.invalid("Property options must have unique values; " + value + " is there twice")
                        .withContext(Map.of("value", List.of(value)))
                        .exception();
            }
            JsonNode order = option.get("displayOrder");
            JsonNode hidden = option.get("hidden");
            String description = Json.optionalText(option, "description");
            options.add(new PropertyOption(
                    value,
                    label,
                    order == null || order.isNull() ? options.size() : order.asInt(),
                    hidden != null && hidden.asBoolean(),
                    description == null ? "" : description));
        }
        return options;
    }
}
