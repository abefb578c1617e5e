package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Conditions on a record's values, all of which must hold (HubSpot docs, "Webhooks journal management APIs"). Immutable.
 *
 * @param json as it was given
 * @param createdAt milliseconds
 */
record Filter(long id, List<Condition> conditions, JsonNode json, long createdAt) {

    /** How a value is compared. */
    enum Operator {
        EQ,
        N_EQ,
        GT,
        GTE,
        LT,
        LTE,
        IN,
        NOT_IN,
        CONTAINS,
        STARTS_WITH,
        ENDS_WITH,
        IS_EMPTY,
        IS_NOT_EMPTY
    }

    /** One thing that must hold of a property. */
    record Condition(String property, Operator operator, String value, Set<String> values) {

        /** Whether it holds of a value; null for none. */
        boolean holds(@Nullable String actual) {
            String text = actual == null ? "" : actual;
            return switch (operator) {
                case IS_EMPTY -> text.isEmpty();
                case IS_NOT_EMPTY -> !text.isEmpty();
                case EQ -> text.equals(value);
                case N_EQ -> !text.equals(value);
                case IN -> values.contains(text);
                case NOT_IN -> !values.contains(text);
                case CONTAINS -> text.contains(value);
                case STARTS_WITH -> text.startsWith(value);
                case ENDS_WITH -> text.endsWith(value);
                case GT -> !text.isEmpty() && compare(text, value) > 0;
                case GTE -> !text.isEmpty() && compare(text, value) >= 0;
                case LT -> !text.isEmpty() && compare(text, value) < 0;
                case LTE -> !text.isEmpty() && compare(text, value) <= 0;
            };
        }

        /** Numbers by size, all else as text: so are dates and times, in HubSpot's form. */
        private static int compare(String one, String other) {
            try {
                return new BigDecimal(one).compareTo(new BigDecimal(other));
            } catch (NumberFormatException e) {
                return one.compareTo(other);
            }
        }
    }

    /** Reads a filter, which has no id yet; a bad condition is refused. */
    static Filter read(JsonNode filter, long now) {
        JsonNode conditions = filter.path("conditions");
        if (!conditions.isArray() || conditions.isEmpty()) {
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [conditions]")
                    .exception();
        }
        return new Filter(0, conditions.valueStream().map(Filter::condition).toList(), filter, now);
    }

    /** The same with an id. */
    Filter numbered(long number) {
        return new Filter(number, conditions, json, createdAt);
    }

    private static Condition condition(JsonNode json) {
        String type = Json.requiredText(json, "filterType");
        if (!type.equals("CRM_OBJECT_PROPERTY")) {
            throw ApiError.invalid("Unknown filter type: " + type).exception();
        }
        String name = Json.requiredText(json, "operator");
        Operator operator = Arrays.stream(Operator.values())
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("Unknown operator: " + name).exception());
        String value = Json.optionalText(json, "value");
        List<String> values =
                json.path("values").valueStream().map(node -> node.asString("")).toList();
        boolean complete = switch (operator) {
            case IS_EMPTY, IS_NOT_EMPTY -> true;
            case IN, NOT_IN -> !values.isEmpty();
            default -> value != null;
        };
        if (!complete) {
            throw ApiError.invalid("The operator " + name + " lacks what to compare with")
                    .exception();
        }
        return new Condition(
                Json.requiredText(json, "property"), operator, value == null ? "" : value, Set.copyOf(values));
    }

    /** Whether all conditions hold, given the values by property. */
    boolean holds(Function<String, @Nullable String> values) {
        return conditions.stream().allMatch(condition -> condition.holds(values.apply(condition.property())));
    }

    ObjectNode toJson() {
        ObjectNode answer = Json.object();
        answer.put("id", id);
        answer.put("createdAt", createdAt);
        answer.set("filter", json);
        return answer;
    }
}
