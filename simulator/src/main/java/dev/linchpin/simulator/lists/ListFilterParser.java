package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads filter branches: an OR of ANDs, in which NOT_ALL and NOT_ANY may be nested. Filters about what this simulator does
 * not keep, such as forms and ads, are refused rather than ignored: a list that matches too much would be a lie.
 *
 * <p>Source: HubSpot docs, "List filters" (developers.hubspot.com/docs/api-reference/legacy/crm/lists/list-filters).
 */
final class ListFilterParser {

    private final Catalogue catalogue;
    private final TimePoints timePoints;
    private final PropertyOperations operations;
    private final LongPredicate listExists;
    private final BiPredicate<Long, Long> contains;
    private final Set<Long> lists = new LinkedHashSet<>();

    /**
     * Reads one definition.
     *
     * @param now the moment for which the filter is asked, in milliseconds
     * @param listExists whether there is a list with that id, of the type of the records
     * @param contains whether the list with the first id has the record with the second one
     */
    ListFilterParser(
            Catalogue catalogue,
            Behaviour behaviour,
            LongSupplier now,
            LongPredicate listExists,
            BiPredicate<Long, Long> contains) {
        this.catalogue = catalogue;
        this.timePoints = new TimePoints(now);
        this.operations = new PropertyOperations(catalogue, behaviour, timePoints);
        this.listExists = listExists;
        this.contains = contains;
    }

    /**
     * Reads the definition.
     *
     * @throws ApiException 400 if it is malformed or asks for what the simulator does not have
     */
    ListFilter parse(JsonNode json) {
        if (!(json instanceof ObjectNode given)) {
            throw bad("filterBranch must be an object");
        }
        ObjectNode definition = given.deepCopy();
        if (!"OR".equals(Json.requiredText(definition, "filterBranchType"))) {
            throw bad("The root filter branch must be of type OR");
        }
        for (JsonNode child : nodes(definition, "filterBranches")) {
            if (!"AND".equals(Json.requiredText(child, "filterBranchType"))) {
                throw bad("The filter branches within the root must be of type AND");
            }
        }
        if (!nodes(definition, "filters").isEmpty()) {
            throw bad("The root filter branch must not have filters of its own");
        }
        Predicate<StoredRecord> matches = branch(definition);
        return new ListFilter(definition, matches, Set.copyOf(lists), timePoints.areRelative());
    }

    private Predicate<StoredRecord> branch(ObjectNode branch) {
        String type = Json.requiredText(branch, "filterBranchType");
        var conditions = new ArrayList<Predicate<StoredRecord>>();
        for (ObjectNode child : nodes(branch, "filterBranches")) {
            conditions.add(branch(child));
        }
        for (ObjectNode filter : nodes(branch, "filters")) {
            conditions.add(filter(filter));
        }
        boolean any = switch (type) {
            case "OR", "NOT_ANY" -> true;
            case "AND", "NOT_ALL" -> false;
            default -> throw bad("This simulator has no filter branches of type " + type);
        };
        branch.put("filterBranchOperator", any ? "OR" : "AND");
        Predicate<StoredRecord> combined = record -> any
                ? conditions.stream().anyMatch(condition -> condition.test(record))
                : conditions.stream().allMatch(condition -> condition.test(record));
        return type.startsWith("NOT_") ? combined.negate() : combined;
    }

    private Predicate<StoredRecord> filter(ObjectNode filter) {
        String type = Json.requiredText(filter, "filterType");
        return switch (type) {
            case "PROPERTY" -> property(filter);
            case "IN_LIST" -> inList(filter);
            default -> throw bad("This simulator has no filters of type " + type);
        };
    }

    private Predicate<StoredRecord> property(ObjectNode filter) {
        String name = Json.requiredText(filter, "property");
        Property property = catalogue.find(name);
        if (property == null) {
            throw bad("Property \"" + name + "\" does not exist");
        }
        if (!(filter.get("operation") instanceof ObjectNode operation)) {
            throw bad("The filter on " + name + " needs an operation");
        }
        return operations.compile(property, operation);
    }

    private Predicate<StoredRecord> inList(ObjectNode filter) {
        String listId = Json.requiredText(filter, "listId");
        String operator = Json.requiredText(filter, "operator");
        long id;
        try {
            id = Long.parseLong(listId);
        } catch (NumberFormatException e) {
            throw bad("\"" + listId + "\" is no list id");
        }
        if (!listExists.test(id)) {
            throw bad("There is no list " + listId + " of " + catalogue.type().name() + " to filter by");
        }
        lists.add(id);
        Predicate<StoredRecord> member = record -> contains.test(id, record.id());
        return switch (operator) {
            case "IN_LIST" -> member;
            case "NOT_IN_LIST" -> member.negate();
            default -> throw bad("Filters of type IN_LIST have no operator " + operator);
        };
    }

    private static List<ObjectNode> nodes(ObjectNode parent, String key) {
        JsonNode node = parent.get(key);
        if (node == null || node.isNull()) {
            parent.putArray(key);
            return List.of();
        }
        if (!(node instanceof ArrayNode array)) {
            throw bad("\"" + key + "\" must be an array");
        }
        var nodes = new ArrayList<ObjectNode>();
        for (JsonNode each : array.values()) {
            if (!(each instanceof ObjectNode object)) {
                throw bad("\"" + key + "\" must hold objects");
            }
            nodes.add(object);
        }
        return nodes;
    }

    static ApiException bad(String message) {
        return ListErrors.invalid("INVALID_FILTER_BRANCH", message).exception();
    }
}
