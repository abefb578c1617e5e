package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import dev.linchpin.simulator.properties.PropertyJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Schemas as JSON (HubSpot docs, "Custom objects"). */
final class SchemaJson {

    private SchemaJson() {}

    /** What is said about the type itself. */
    static ObjectNode definition(Schema schema) {
        ObjectNode json = Json.object();
        json.put("id", Long.toString(schema.number()));
        json.put("objectTypeId", schema.typeId());
        json.put("fullyQualifiedName", schema.fullyQualifiedName());
        json.put("name", schema.name());
        json.put("portalId", schema.portalId());
        json.put("metaType", "PORTAL_SPECIFIC");
        json.put("description", schema.description());
        ObjectNode labels = json.putObject("labels");
        labels.put("singular", schema.labels().singular());
        labels.put("plural", schema.labels().plural());
        json.put("primaryDisplayProperty", schema.display().primary());
        json.set("secondaryDisplayProperties", Json.array(schema.display().secondary()));
        json.set("requiredProperties", Json.array(schema.required()));
        json.set("searchableProperties", Json.array(schema.searchable()));
        json.put("allowsSensitiveProperties", true);
        json.put("restorable", schema.restorable());
        json.put("archived", schema.isArchived());
        json.put("createdAt", Timestamps.iso(schema.createdAt()));
        json.put("updatedAt", Timestamps.iso(schema.updatedAt()));
        json.put("createdByUserId", schema.userId());
        json.put("updatedByUserId", schema.userId());
        return json;
    }

    /** The same with properties and associations; an archived one has none. */
    static ObjectNode whole(Schema schema, @Nullable Catalogue catalogue) {
        ObjectNode json = definition(schema);
        properties(json, catalogue);
        var associations = json.putArray("associations");
        schema.associations().forEach(association -> associations.add(association(association)));
        return json;
    }

    /** One of HubSpot's own types in the same form. */
    static ObjectNode standard(Catalogue catalogue, List<String> names) {
        ObjectType type = catalogue.type();
        ObjectNode json = Json.object();
        json.put("id", type.typeId());
        json.put("objectTypeId", type.typeId());
        json.put("fullyQualifiedName", type.singular().toUpperCase(Locale.ROOT));
        json.put("name", type.singular().toUpperCase(Locale.ROOT));
        json.put("metaType", "HUBSPOT");
        ObjectNode labels = json.putObject("labels");
        labels.put("singular", names.getFirst());
        labels.put("plural", names.getLast());
        json.set("requiredProperties", Json.array(List.of()));
        json.set("searchableProperties", Json.array(type.searchableProperties()));
        json.put("archived", false);
        properties(json, catalogue);
        json.putArray("associations");
        return json;
    }

    private static void properties(ObjectNode json, @Nullable Catalogue catalogue) {
        var properties = json.putArray("properties");
        if (catalogue != null) {
            catalogue.all().stream()
                    .filter(property -> !property.isArchived())
                    .map(PropertyJson::render)
                    .forEach(properties::add);
        }
    }

    static ObjectNode association(Schema.Association association) {
        ObjectNode json = Json.object();
        json.put("id", Integer.toString(association.typeId()));
        json.put("fromObjectTypeId", association.from());
        json.put("toObjectTypeId", association.to());
        json.put("name", association.name());
        json.put("createdAt", Timestamps.iso(association.createdAt()));
        json.put("updatedAt", Timestamps.iso(association.createdAt()));
        return json;
    }
}
