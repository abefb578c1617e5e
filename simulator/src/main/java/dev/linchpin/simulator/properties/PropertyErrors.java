package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refusals of definitions.
 *
 * <p>Source: bodies that the Kalup project saw on a test account; the messages of the others are UNCONFIRMED.
 */
final class PropertyErrors {

    private PropertyErrors() {}

    static ApiError missing(String name) {
        return ApiError.notFound("Property " + name + " does not exist").withContext(Map.of("name", List.of(name)));
    }

    static ApiError exists(String name) {
        return ApiError.of(409, "OBJECT_ALREADY_EXISTS", "A property named '" + name + "' already exists.")
                .withExtra(Map.of("subCategory", "Properties.PROPERTY_WITH_NAME_EXISTS"));
    }

    static ApiError invalid(String code, String message) {
        return ApiError.invalid(message).withExtra(Map.of("subCategory", "PropertyValidationError." + code));
    }

    static ApiError inUse(String name, String typeId, List<String> calculations) {
        return invalid(
                        "CANNOT_DELETE_PROPERTY_IN_USE",
                        "Property: " + name + " of object type " + typeId + " is currently used in "
                                + calculations.size() + " places and cannot be deleted")
                .withContext(Map.of("usageCount", List.of(Integer.toString(calculations.size()))))
                .withDetails(calculations.stream()
                        .map(calculation -> new ApiError.Detail(
                                "Used by the property " + calculation,
                                null,
                                Map.of(
                                        "parentType", List.of("CALCULATED_PROPERTY"),
                                        "parentName", List.of(calculation))))
                        .toList());
    }

    static ApiError noSuchGroup(String name) {
        return ApiError.invalid("Property group " + name + " does not exist")
                .withContext(Map.of("groupName", List.of(name)));
    }

    static ApiError groupMissing(String name) {
        return ApiError.notFound("Property group " + name + " does not exist")
                .withContext(Map.of("groupName", List.of(name)));
    }

    static ApiError groupExists(String name) {
        return ApiError.of(409, "OBJECT_ALREADY_EXISTS", "A property group named '" + name + "' already exists.")
                .withExtra(Map.of("subCategory", "PropertyGroupError.GROUP_ALREADY_EXISTS"));
    }

    /** HubSpot answers this one with an error body as the message of another. */
    static ApiError groupInUse() {
        ObjectNode nested = Json.object();
        nested.put("status", "error");
        nested.put("message", "Can't delete or purge a group with active properties");
        nested.put("category", "VALIDATION_ERROR");
        nested.put("subCategory", "PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES");
        return new ApiError(400, null, Json.text(nested), Map.of(), List.of(), Map.of(), Map.of());
    }
}
