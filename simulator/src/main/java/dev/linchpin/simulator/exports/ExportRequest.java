package dev.linchpin.simulator.exports;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.lists.Lists;
import dev.linchpin.simulator.search.SearchParser;
import dev.linchpin.simulator.search.SearchRequest;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be exported.
 *
 * <p>Source: HubSpot docs, "Exports" (developers.hubspot.com/docs/api-reference/latest/crm/exports/guide), and HubSpot's
 * OpenAPI. Titles and labels are the account's whatever the language. Excel files are refused.
 *
 * @param selection which records
 * @param properties which values, besides the record's id; those that the caller may not read are left out
 * @param associated which types of associated records
 * @param displayNames whether they are named by their primary display property, too
 * @param allAssociated whether all of them are, however many
 * @param internalNames whether columns are titled by the names of properties rather than by their labels
 * @param internalValues whether options are exported by value rather than by label
 */
record ExportRequest(
        String name,
        ObjectType type,
        Selection selection,
        List<Property> properties,
        List<ObjectType> associated,
        boolean displayNames,
        boolean allAssociated,
        boolean internalNames,
        boolean internalValues) {

    /** Which records. */
    sealed interface Selection {}

    /** Those that a search would find. */
    record View(SearchRequest search) implements Selection {}

    /** Those in a list. */
    record OfList(String listId) implements Selection {}

    String exportType() {
        return switch (selection) {
            case View _ -> "VIEW";
            case OfList _ -> "LIST";
        };
    }

    /**
     * Reads a request.
     *
     * @throws ApiException 400 if it is malformed or asks for what the simulator does not have
     */
    static ExportRequest parse(
            ObjectNode body, @Nullable App app, Crm crm, Lists lists, Behaviour behaviour, ExportSettings settings) {
        String format = Json.requiredText(body, "format");
        if (!format.equalsIgnoreCase("CSV")) {
            throw bad("this simulator exports CSV only, not " + format);
        }
        if (isTrue(body, "includeLabeledAssociations")) {
            throw bad("this simulator exports no labels of associations");
        }
        ObjectType type = type(crm, Json.requiredText(body, "objectType"));
        Catalogue catalogue = crm.catalogue(type);
        var properties = new ArrayList<Property>();
        for (String name : Json.texts(body, "objectProperties")) {
            Property property = catalogue.find(name);
            if (property == null) {
                throw bad("property \"" + name + "\" does not exist");
            }
            if (app == null || Scopes.mayRead(app, type, property)) {
                properties.add(property);
            }
        }
        List<String> internal = Json.texts(body, "exportInternalValuesOptions");
        if (!Set.of("NAMES", "VALUES").containsAll(internal)) {
            throw bad("exportInternalValuesOptions are NAMES and VALUES, not " + internal);
        }
        String exportType = Json.requiredText(body, "exportType");
        Selection selection = switch (exportType) {
            case "VIEW" -> new View(search(body.get("publicCrmSearchRequest"), catalogue, behaviour, settings));
            case "LIST" -> list(Json.requiredText(body, "listId"), type, lists);
            default -> throw bad("exportType must be VIEW or LIST, but is " + exportType);
        };
        return new ExportRequest(
                Json.requiredText(body, "exportName"),
                type,
                selection,
                List.copyOf(properties),
                associated(body).stream().map(name -> type(crm, name)).toList(),
                !"false".equals(Json.optionalText(body, "includePrimaryDisplayPropertyForAssociatedObjects")),
                isTrue(body, "overrideAssociatedObjectsPerDefinitionPerRowLimit"),
                internal.contains("NAMES"),
                internal.contains("VALUES"));
    }

    private static boolean isTrue(ObjectNode body, String key) {
        return "true".equals(Json.optionalText(body, key));
    }

    /** Types go by their names in capitals, or by their ids. */
    private static ObjectType type(Crm crm, String name) {
        return crm.types().named(name.toLowerCase(Locale.ROOT));
    }

    /** One type by itself in older versions, an array in the newest. */
    private static List<String> associated(ObjectNode body) {
        JsonNode node = body.get("associatedObjectType");
        if (node == null || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? Json.texts(body, "associatedObjectType") : List.of(node.asString());
    }

    private static Selection list(String listId, ObjectType type, Lists lists) {
        if (!lists.members(listId).type().equals(type)) {
            throw bad("list " + listId + " does not hold " + type.name());
        }
        return new OfList(listId);
    }

    private static SearchRequest search(
            @Nullable JsonNode json, Catalogue catalogue, Behaviour behaviour, ExportSettings settings) {
        ObjectNode search = json instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (search.get("sorts") instanceof ArrayNode sorts) {
            for (JsonNode sort : sorts.values()) {
                if (sort instanceof ObjectNode object && "DES".equals(Json.optionalText(object, "order"))) {
                    object.put("direction", "DESCENDING");
                }
            }
        }
        // The bound on the length of a search's body is the search call's own.
        SearchRequest request = new SearchParser(catalogue, behaviour).parse(search, 0);
        if (request.groups().size() > settings.maximumGroups()) {
            throw bad("a view can have at most " + settings.maximumGroups() + " filter groups");
        }
        if (request.groups().stream().anyMatch(group -> group.size() > settings.maximumFilters())) {
            throw bad("a filter group can have at most " + settings.maximumFilters() + " filters");
        }
        return request;
    }

    private static ApiException bad(String message) {
        return ApiError.invalid("The export request is not valid: " + message).exception();
    }
}
