package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Validates the body of a search.
 *
 * <p>Source: HubSpot docs, "Search the CRM" (developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm).
 */
public final class SearchParser {

    private static final int MAXIMUM_BODY = 3_000;
    private static final int MAXIMUM_GROUPS = 5;
    private static final int MAXIMUM_FILTERS_IN_GROUP = 6;
    private static final int MAXIMUM_FILTERS = 18;
    private static final int MAXIMUM_LIMIT = 200;
    private static final int MAXIMUM_WINDOW = 10_000;

    /** What names begin with that stand for links rather than properties. */
    private static final String ASSOCIATED = "associations.";

    private final Catalogue catalogue;
    private final Behaviour behaviour;

    /** Validates against the properties of a type. */
    public SearchParser(Catalogue catalogue, Behaviour behaviour) {
        this.catalogue = catalogue;
        this.behaviour = behaviour;
    }

    /**
     * Reads the body of a search.
     *
     * @param bodyLength its length in characters, which HubSpot bounds
     * @throws ApiException 400 if it breaks a rule
     */
    public SearchRequest parse(JsonNode body, int bodyLength) {
        if (bodyLength > MAXIMUM_BODY) {
            throw bad("The request body is too long: " + bodyLength + " characters, the maximum is " + MAXIMUM_BODY);
        }
        int limit = integer(body, "limit", 10);
        if (limit < 0 || limit > MAXIMUM_LIMIT) {
            throw bad("Invalid value for limit: " + limit + ". The maximum is " + MAXIMUM_LIMIT + ".");
        }
        int offset = integer(body, "after", 0);
        if (offset < 0 || offset + limit > MAXIMUM_WINDOW) {
            throw bad("The search cannot page beyond " + MAXIMUM_WINDOW + " results: after " + offset + " with limit "
                    + limit);
        }
        Property sort = null;
        boolean descending = false;
        List<JsonNode> sorts = list(body, "sorts");
        if (sorts.size() > 1) {
            throw bad("A search can have at most 1 sort, but there are " + sorts.size());
        }
        if (!sorts.isEmpty()) {
            JsonNode first = sorts.getFirst();
            boolean bare = first.isString();
            String name = bare ? first.asString() : Json.requiredText(first, "propertyName");
            String direction = bare ? null : Json.optionalText(first, "direction");
            sort = catalogue.find(name);
            if (sort == null && !behaviour.unknownSearchPropertyMatchesNothing() && !isModifiedName(name)) {
                throw unknown(name);
            }
            descending = "DESCENDING".equals(direction);
        }
        String query = Json.optionalText(body, "query");
        List<String> words = query == null
                ? List.of()
                : Stream.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
        return new SearchRequest(words, groups(body), sort, descending, properties(body), limit, offset);
    }

    private List<List<Filter>> groups(JsonNode body) {
        var groups = new ArrayList<List<Filter>>();
        int filters = 0;
        var raw = new ArrayList<>(list(body, "filterGroups"));
        if (!list(body, "filters").isEmpty()) {
            raw.add(body); // filters without a group are one
        }
        for (JsonNode group : raw) {
            var parsed = new ArrayList<Filter>();
            for (JsonNode filter : list(group, "filters")) {
                parsed.add(filter(filter));
            }
            if (parsed.size() > MAXIMUM_FILTERS_IN_GROUP) {
                throw bad("A filter group can have at most " + MAXIMUM_FILTERS_IN_GROUP + " filters, but one has "
                        + parsed.size());
            }
            filters += parsed.size();
            groups.add(parsed);
        }
        if (groups.size() > MAXIMUM_GROUPS) {
            throw bad("A search can have at most " + MAXIMUM_GROUPS + " filter groups, but has " + groups.size());
        }
        if (filters > MAXIMUM_FILTERS) {
            throw bad("A search can have at most " + MAXIMUM_FILTERS + " filters, but has " + filters);
        }
        return groups;
    }

    private Filter filter(JsonNode json) {
        String name = Json.requiredText(json, "propertyName");
        Operator operator = operator(Json.requiredText(json, "operator"));
        Property property = catalogue.find(name);
        boolean associated = name.startsWith(ASSOCIATED);
        if (associated && operator != Operator.EQ && operator != Operator.IN) {
            throw bad("operator " + operator + " is not supported for " + name);
        }
        if (property == null
                && !associated
                && !behaviour.unknownSearchPropertyMatchesNothing()
                && !isModifiedName(name)) {
            throw unknown(name);
        }
        List<String> values = switch (operator) {
            case HAS_PROPERTY, NOT_HAS_PROPERTY -> List.of();
            case BETWEEN -> List.of(Json.requiredText(json, "value"), Json.requiredText(json, "highValue"));
            case IN, NOT_IN -> {
                List<String> several =
                        list(json, "values").stream().map(JsonNode::asString).toList();
                if (several.isEmpty()) {
                    throw bad("operator " + operator + " requires values");
                }
                yield property != null && property.type() == PropertyType.STRING ? comparable(several) : several;
            }
            default -> List.of(Json.requiredText(json, "value"));
        };
        if (property != null && property.type() != PropertyType.STRING && operator != Operator.CONTAINS_TOKEN) {
            values.forEach(value -> Values.requireComparable(property, value));
        }
        return new Filter(property, operator, values, associated ? name.substring(ASSOCIATED.length()) : null);
    }

    /** Text is indexed in lower case, and a list's values are compared with it as they are. */
    private List<String> comparable(List<String> values) {
        return behaviour.inWantsLowerCase()
                ? values.stream()
                        .filter(value -> value.equals(value.toLowerCase(Locale.ROOT)))
                        .toList()
                : values;
    }

    /** Searching by the other types' last-modified property finds nothing rather than failing. */
    private static boolean isModifiedName(String name) {
        return name.equals("lastmodifieddate") || name.equals("hs_lastmodifieddate");
    }

    private static List<String> properties(JsonNode body) {
        return list(body, "properties").stream().map(JsonNode::asString).toList();
    }

    private static Operator operator(String name) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.name().equals(name))
                .findFirst()
                .orElseThrow(() -> bad("Unknown filter operator " + name));
    }

    private static List<JsonNode> list(JsonNode body, String key) {
        JsonNode node = body.get(key);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw bad("Invalid input JSON: \"" + key + "\" must be an array");
        }
        return List.copyOf(node.values());
    }

    private static int integer(JsonNode body, String key, int otherwise) {
        String text = Json.optionalText(body, key);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw bad("Invalid value for " + key + ": " + text);
        }
    }

    private static ApiException unknown(String name) {
        return ApiError.invalid("Property \"" + name + "\" does not exist")
                .withContext(Map.of("propertyName", List.of(name)))
                .exception();
    }

    static ApiException bad(@Nullable String message) {
        return ApiError.invalid("There was a problem with the request: " + message)
                .exception();
    }
}
