package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.lists.ListFilterParser.bad;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.definitions.PropertyType;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.MultiValue;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.search.Filter;
import dev.linchpin.simulator.search.Matcher;
import dev.linchpin.simulator.search.Operator;
import dev.linchpin.simulator.search.Values;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the operations of list filters into questions to records; comparing is search's. Operations on histories (HAS_EVER_*)
 * are refused.
 *
 * <p>Source: HubSpot docs, "List filters". That records without a value match nothing unless
 * {@code includeObjectsWithNoValueSet} says so is the documented default.
 */
final class PropertyOperations {

    private static final Set<PropertyType> TEXTS =
            EnumSet.of(PropertyType.STRING, PropertyType.PHONE_NUMBER, PropertyType.ENUMERATION);
    private static final Set<PropertyType> TIMES = EnumSet.of(PropertyType.DATE, PropertyType.DATETIME);

    private final Catalogue catalogue;
    private final Matcher matcher;
    private final TimePoints timePoints;

    PropertyOperations(Catalogue catalogue, Behaviour behaviour, TimePoints timePoints) {
        this.catalogue = catalogue;
        this.timePoints = timePoints;
        this.matcher = new Matcher(catalogue, behaviour);
    }

    /** What the operation asks of records; puts the defaults into it. */
    Predicate<StoredRecord> compile(Property property, ObjectNode operation) {
        String type = Json.requiredText(operation, "operationType");
        String operator = Json.requiredText(operation, "operator");
        boolean withoutValue = "true".equals(Json.optionalText(operation, "includeObjectsWithNoValueSet"));
        operation.put("includeObjectsWithNoValueSet", withoutValue);
        if (type.equals("ALL_PROPERTY")) {
            return presence(property, operator);
        }
        Predicate<StoredRecord> compares = switch (type) {
            case "STRING" -> text(fit(property, TEXTS, type), operator, List.of(value(operation)));
            case "MULTISTRING" -> text(fit(property, TEXTS, type), operator, values(operation));
            case "ENUMERATION" ->
                options(fit(property, EnumSet.of(PropertyType.ENUMERATION), type), operator, values(operation));
            case "BOOL" -> equal(fit(property, EnumSet.of(PropertyType.BOOL), type), operator, value(operation));
            case "NUMBER" -> number(fit(property, EnumSet.of(PropertyType.NUMBER), type), operator, value(operation));
            case "NUMBER_RANGED" ->
                between(
                        fit(property, EnumSet.of(PropertyType.NUMBER), type),
                        operator,
                        Json.requiredText(operation, "lowerBound"),
                        Json.requiredText(operation, "upperBound"));
            case "TIME_POINT" -> timePoints.point(fit(property, TIMES, type), operator, operation, catalogue);
            case "TIME_RANGED" -> timePoints.range(fit(property, TIMES, type), operator, operation, catalogue);
            default -> throw bad("This simulator has no operations of type " + type);
        };
        return record -> catalogue.value(record, property) == null ? withoutValue : compares.test(record);
    }

    private static Property fit(Property property, Set<PropertyType> types, String operationType) {
        if (!types.contains(property.type())) {
            throw bad("Operations of type " + operationType + " do not fit property \"" + property.name()
                    + "\", whose type is " + property.type().apiName());
        }
        return property;
    }

    private Predicate<StoredRecord> presence(Property property, String operator) {
        Predicate<StoredRecord> present = search(property, Operator.HAS_PROPERTY);
        return switch (operator) {
            case "IS_KNOWN", "IS_NOT_BLANK" -> present;
            case "IS_UNKNOWN", "IS_BLANK" -> present.negate();
            default -> throw unknown(operator, "ALL_PROPERTY");
        };
    }

    private Predicate<StoredRecord> equal(Property property, String operator, String value) {
        Predicate<StoredRecord> equal = search(property, Operator.EQ, value);
        return switch (operator) {
            case "IS_EQUAL_TO" -> equal;
            case "IS_NOT_EQUAL_TO" -> equal.negate();
            default -> throw unknown(operator, "BOOL");
        };
    }

    private Predicate<StoredRecord> number(Property property, String operator, String value) {
        Operator comparison = switch (operator) {
            case "IS_EQUAL_TO", "IS_NOT_EQUAL_TO" -> Operator.EQ;
            case "IS_GREATER_THAN" -> Operator.GT;
            case "IS_GREATER_THAN_OR_EQUAL_TO" -> Operator.GTE;
            case "IS_LESS_THAN" -> Operator.LT;
            case "IS_LESS_THAN_OR_EQUAL_TO" -> Operator.LTE;
            default -> throw unknown(operator, "NUMBER");
        };
        Predicate<StoredRecord> compares = search(property, comparison, value);
        return operator.equals("IS_NOT_EQUAL_TO") ? compares.negate() : compares;
    }

    private Predicate<StoredRecord> between(Property property, String operator, String low, String high) {
        Predicate<StoredRecord> between = search(property, Operator.BETWEEN, low, high);
        return switch (operator) {
            case "IS_BETWEEN" -> between;
            case "IS_NOT_BETWEEN" -> between.negate();
            default -> throw unknown(operator, "NUMBER_RANGED");
        };
    }

    /** Texts compare whatever their case, as in search; one of several values is enough. */
    private Predicate<StoredRecord> text(Property property, String operator, List<String> values) {
        return switch (operator) {
            case "IS_EQUAL_TO" -> search(property, Operator.IN, values);
            case "IS_NOT_EQUAL_TO" -> search(property, Operator.IN, values).negate();
            case "CONTAINS" -> text(property, values, String::contains);
            case "DOES_NOT_CONTAIN" -> text(property, values, String::contains).negate();
            case "STARTS_WITH" -> text(property, values, String::startsWith);
            case "ENDS_WITH" -> text(property, values, String::endsWith);
            default -> throw unknown(operator, "STRING and MULTISTRING");
        };
    }

    private Predicate<StoredRecord> text(Property property, List<String> values, BiPredicate<String, String> test) {
        List<String> wanted =
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
        return record -> {
            String text = Values.text(record, property, catalogue);
            return text != null && wanted.stream().anyMatch(each -> test.test(text, each));
        };
    }

    private Predicate<StoredRecord> options(Property property, String operator, List<String> values) {
        Set<String> wanted =
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        Predicate<StoredRecord> all = record -> chosen(record, property).containsAll(wanted);
        Predicate<StoredRecord> exactly = record -> chosen(record, property).equals(wanted);
        return switch (operator) {
            case "IS_ANY_OF" -> search(property, Operator.IN, values);
            case "IS_NONE_OF" -> search(property, Operator.IN, values).negate();
            case "CONTAINS_ALL" -> all;
            case "DOES_NOT_CONTAIN_ALL" -> all.negate();
            case "IS_EXACTLY" -> exactly;
            case "IS_NOT_EXACTLY" -> exactly.negate();
            default -> throw unknown(operator, "ENUMERATION");
        };
    }

    private Set<String> chosen(StoredRecord record, Property property) {
        return Set.copyOf(MultiValue.parts(Values.text(record, property, catalogue)));
    }

    private Predicate<StoredRecord> search(Property property, Operator operator, String... values) {
        return search(property, operator, List.of(values));
    }

    private Predicate<StoredRecord> search(Property property, Operator operator, List<String> values) {
        return matcher.compile(new Filter(property, operator, values));
    }

    private static String value(ObjectNode operation) {
        return Json.requiredText(operation, "value");
    }

    private static List<String> values(ObjectNode operation) {
        List<String> values = Json.texts(operation, "values");
        if (values.isEmpty()) {
            throw bad("The operation needs values");
        }
        return values;
    }

    private static ApiException unknown(String operator, String type) {
        return bad("This simulator has no operator " + operator + " for operations of type " + type);
    }
}
