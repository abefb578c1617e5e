package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A link that a caller wants.
 *
 * @param toId id of the record to link to, as sent
 * @param types the kinds of links, as sent; none asks for nothing
 */
public record LinkRequest(String toId, List<Spec> types) {

    private static final Set<String> CATEGORIES =
            Set.of(LinkType.HUBSPOT_DEFINED, LinkType.USER_DEFINED, "INTEGRATOR_DEFINED", "WORK");

    /** A kind of link, as sent. */
    public record Spec(String category, int typeId) {

        @Override
        public String toString() {
            return category + "=" + typeId;
        }
    }

    /**
     * The links that a creation asks for in {@code associations}.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if they are not written as they must be
     */
    public static List<LinkRequest> ofCreation(JsonNode creation) {
        var requests = new ArrayList<LinkRequest>();
        for (JsonNode association : array(creation, "associations")) {
            JsonNode types = association.get("types");
            if (types == null) {
                throw missing("types");
            }
            requests.add(new LinkRequest(end(association, "to"), specs(types)));
        }
        return requests;
    }

    /**
     * The kinds in an array of {@code {associationCategory, associationTypeId}}.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if they are not written as they must be
     */
    public static List<Spec> specs(JsonNode types) {
        if (!types.isArray()) {
            throw ApiError.invalid("Invalid input JSON: association types must be an array")
                    .exception();
        }
        return types.values().stream()
                .map(type -> spec(type, "associationCategory", "associationTypeId"))
                .toList();
    }

    static Spec spec(JsonNode type, String categoryKey, String idKey) {
        var absent = new ArrayList<String>();
        for (String key : List.of(categoryKey, idKey)) {
            if (Json.optionalText(type, key) == null) {
                absent.add(key);
            }
        }
        if (!absent.isEmpty()) {
            throw missing(String.join(", ", absent));
        }
        String category = Json.requiredText(type, categoryKey);
        if (!CATEGORIES.contains(category)) {
            throw ApiError.invalid("Invalid input JSON: \"" + category + "\" is no association category")
                    .exception();
        }
        return new Spec(category, Json.integer(type, idKey, 0));
    }

    /** The id of one end of a link, at {@code from} or {@code to}. */
    static String end(JsonNode input, String key) {
        JsonNode end = input.get(key);
        if (end == null) {
            throw missing(key);
        }
        return Json.requiredText(end, "id");
    }

    private static List<JsonNode> array(JsonNode object, String key) {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw ApiError.invalid("Invalid input JSON: \"" + key + "\" must be an array")
                    .exception();
        }
        return List.copyOf(node.values());
    }

    /** A request that lacks fields. */
    static ApiException missing(String keys) {
        return ApiError.invalid(
                        "Invalid input JSON on line 1, column 2. Some required fields were not set: [" + keys + "]")
                .exception();
    }
}
