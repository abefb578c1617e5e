package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Catalogue;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.Derivation;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.crm.Property;
import dev.linchpin.simulator.crm.Property.Trait;
import dev.linchpin.simulator.crm.PropertyOption;
import dev.linchpin.simulator.crm.PropertyType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about property definitions.
 *
 * <p>Source: HubSpot docs, "Properties" (developers.hubspot.com/docs/api-reference/latest/crm/properties/guide).
 */
public final class PropertiesApi {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,99}");
    private static final Map<PropertyType, Set<String>> FIELD_TYPES = Map.of(
            PropertyType.STRING, Set.of("text", "textarea", "html", "file", "phonenumber", "calculation_equation"),
            PropertyType.PHONE_NUMBER, Set.of("phonenumber"),
            PropertyType.NUMBER, Set.of("number", "calculation_equation"),
            PropertyType.BOOL, Set.of("booleancheckbox", "calculation_equation"),
            PropertyType.DATE, Set.of("date"),
            PropertyType.DATETIME, Set.of("date"),
            PropertyType.ENUMERATION, Set.of("select", "radio", "checkbox", "booleancheckbox", "calculation_equation"));

    private final Crm crm;

    /** Serves the account. */
    public PropertiesApi(Crm crm) {
        this.crm = crm;
    }

    /** Its routes. */
    public List<Route> routes() {
        String all = "/crm/properties/{type}";
        return List.of(
                Route.of("GET", all, Access.READ_DEFINITIONS, this::list),
                Route.of("POST", all, Access.WRITE_DEFINITIONS, this::create),
                Route.of("POST", all + "/batch/read", Access.READ_DEFINITIONS, this::batchRead),
                Route.of("POST", all + "/batch/create", Access.WRITE_DEFINITIONS, this::batchCreate),
                Route.of("POST", all + "/batch/archive", Access.WRITE_DEFINITIONS, this::batchArchive),
                Route.of("GET", all + "/{name}", Access.READ_DEFINITIONS, this::read),
                Route.of("PATCH", all + "/{name}", Access.WRITE_DEFINITIONS, this::update),
                Route.of("DELETE", all + "/{name}", Access.WRITE_DEFINITIONS, this::archive));
    }

    private SimulatedResponse list(Call call) {
        boolean archived = call.flag("archived");
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        catalogue(call).all().stream()
                .filter(property -> property.isArchived() == archived)
                .map(PropertyJson::render)
                .forEach(results::add);
        return SimulatedResponse.ok(json);
    }

    private SimulatedResponse read(Call call) {
        String name = call.variable("name");
        Property property = catalogue(call).findAny(name);
        if (property == null || property.isArchived() != call.flag("archived")) {
            throw missing(name).exception();
        }
        return SimulatedResponse.ok(PropertyJson.render(property));
    }

    private SimulatedResponse batchRead(Call call) {
        ObjectNode body = call.body();
        boolean archived = "true".equals(Json.optionalText(body, "archived"));
        var found = Json.array();
        var errors = Json.array();
        for (JsonNode input : call.inputs()) {
            String name = Json.requiredText(input, "name");
            Property property = catalogue(call).findAny(name);
            if (property == null || property.isArchived() != archived) {
                errors.add(missing(name).toBatchEntry());
            } else {
                found.add(PropertyJson.render(property));
            }
        }
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        json.set("results", found);
        if (!errors.isEmpty()) {
            json.put("numErrors", errors.size());
            json.set("errors", errors);
        }
        return SimulatedResponse.json(errors.isEmpty() ? 200 : 207, json);
    }

    private SimulatedResponse create(Call call) {
        return SimulatedResponse.json(201, PropertyJson.render(create(type(call), call.body())));
    }

    private SimulatedResponse batchCreate(Call call) {
        var made = Json.array();
        var errors = Json.array();
        for (JsonNode input : call.inputs()) {
            try {
                made.add(PropertyJson.render(create(type(call), input)));
            } catch (ApiException e) {
                errors.add(e.error().toBatchEntry());
            }
        }
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        json.set("results", made);
        if (!errors.isEmpty()) {
            json.put("numErrors", errors.size());
            json.set("errors", errors);
        }
        return SimulatedResponse.json(errors.isEmpty() ? 201 : 207, json);
    }

    private Property create(ObjectType type, JsonNode body) {
        String name = Json.requiredText(body, "name");
        String label = Json.requiredText(body, "label");
        String typeName = Json.requiredText(body, "type");
        String fieldType = Json.requiredText(body, "fieldType");
        String group = Json.requiredText(body, "groupName");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("Property name \"" + name
                            + "\" must start with a letter and hold only lower-case letters, digits and underscores")
                    .exception();
        }
        PropertyType valueType = PropertyType.of(typeName)
                .orElseThrow(() ->
                        ApiError.invalid("Invalid property type " + typeName).exception());
        if (!FIELD_TYPES.getOrDefault(valueType, Set.of()).contains(fieldType)) {
            throw ApiError.invalid("Field type " + fieldType + " does not go with type " + typeName)
                    .exception();
        }
        List<PropertyOption> options = PropertyJson.options(body);
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        flag(body, "hasUniqueValue", Trait.UNIQUE, traits);
        flag(body, "hidden", Trait.HIDDEN, traits);
        flag(body, "formField", Trait.FORM_FIELD, traits);
        flag(body, "externalOptions", Trait.EXTERNAL_OPTIONS, traits);
        String description = Json.optionalText(body, "description");
        return crm.define(type, name, (slot, before, now) -> {
            if (before != null) {
                throw ApiError.of(409, "OBJECT_ALREADY_EXISTS", "A property named '" + name + "' already exists.")
                        .exception();
            }
            return new Property(
                    name,
                    label,
                    description == null ? "" : description,
                    valueType,
                    fieldType,
                    group,
                    options == null ? List.of() : options,
                    traits,
                    Derivation.STORED,
                    Json.optionalText(body, "referencedObjectType"),
                    order(body, -1),
                    slot,
                    now,
                    now,
                    0);
        });
    }

    private SimulatedResponse update(Call call) {
        String name = call.variable("name");
        ObjectNode body = call.body();
        List<PropertyOption> options = PropertyJson.options(body);
        Property after = crm.define(type(call), name, (slot, before, now) -> {
            Property present = inUse(before, name);
            if (present.is(Trait.HUBSPOT_DEFINED) && (body.size() > 1 || options == null)) {
                throw ApiError.invalid("The definition of \"" + name + "\" is read only")
                        .exception();
            }
            Set<Trait> traits = EnumSet.noneOf(Trait.class);
            traits.addAll(present.traits());
            flag(body, "hidden", Trait.HIDDEN, traits);
            flag(body, "formField", Trait.FORM_FIELD, traits);
            return present.redefined(
                    text(body, "label", present.label()),
                    text(body, "description", present.description()),
                    text(body, "fieldType", present.fieldType()),
                    text(body, "groupName", present.groupName()),
                    options == null ? present.options() : options,
                    traits,
                    order(body, present.displayOrder()),
                    now);
        });
        return SimulatedResponse.ok(PropertyJson.render(after));
    }

    private SimulatedResponse archive(Call call) {
        archive(type(call), call.variable("name"));
        return SimulatedResponse.noContent();
    }

    private SimulatedResponse batchArchive(Call call) {
        var names = new ArrayList<String>();
        for (JsonNode input : call.inputs()) {
            names.add(Json.requiredText(input, "name"));
        }
        names.forEach(name -> archive(type(call), name));
        return SimulatedResponse.noContent();
    }

    private void archive(ObjectType type, String name) {
        crm.define(type, name, (slot, before, now) -> {
            Property present = inUse(before, name);
            if (present.is(Trait.HUBSPOT_DEFINED)) {
                throw ApiError.invalid("\"" + name + "\" is HubSpot's own and cannot be archived")
                        .exception();
            }
            return present.archivedSince(now);
        });
    }

    private static Property inUse(@Nullable Property property, String name) {
        if (property == null || property.isArchived()) {
            throw missing(name).exception();
        }
        return property;
    }

    private static ApiError missing(String name) {
        return ApiError.of(404, "OBJECT_NOT_FOUND", "Property " + name + " does not exist")
                .withContext(Map.of("name", List.of(name)));
    }

    private static String text(JsonNode body, String key, String otherwise) {
        String text = Json.optionalText(body, key);
        return text == null ? otherwise : text;
    }

    private static int order(JsonNode body, int otherwise) {
        JsonNode order = body.get("displayOrder");
        return order == null || order.isNull() ? otherwise : order.asInt();
    }

    private static void flag(JsonNode body, String key, Trait trait, Set<Trait> traits) {
        JsonNode node = body.get(key);
        if (node != null && !node.isNull()) {
            if (node.asBoolean()) {
                traits.add(trait);
            } else {
                traits.remove(trait);
            }
        }
    }

    private Catalogue catalogue(Call call) {
        return crm.catalogue(type(call));
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }
}
