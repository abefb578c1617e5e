package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.lists.ListFilterParser.bad;

import dev.linchpin.simulator.crm.Catalogue;
import dev.linchpin.simulator.crm.Property;
import dev.linchpin.simulator.crm.StoredRecord;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.search.Values;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparisons with fixed points in time. Points relative to now are refused: membership would change although no record
 * does.
 *
 * <p>Source: HubSpot docs, "List filters".
 */
final class TimePoints {

    private TimePoints() {}

    /** {@code IS_BEFORE} and {@code IS_AFTER} a point. */
    static Predicate<StoredRecord> point(
            Property property, String operator, ObjectNode operation, Catalogue catalogue) {
        long point = millis(operation, "timePoint");
        boolean inclusive = inclusive(operation, "endpointBehavior");
        return switch (operator) {
            case "IS_BEFORE" ->
                record -> {
                    double time = Values.number(record, property, catalogue);
                    return time < point || (inclusive && time == point);
                };
            case "IS_AFTER" ->
                record -> {
                    double time = Values.number(record, property, catalogue);
                    return time > point || (inclusive && time == point);
                };
            default -> throw bad("This simulator has no operator " + operator + " for operations of type TIME_POINT");
        };
    }

    /** {@code IS_BETWEEN} two points, or not. */
    static Predicate<StoredRecord> range(
            Property property, String operator, ObjectNode operation, Catalogue catalogue) {
        long low = millis(operation, "lowerBoundTimePoint");
        long high = millis(operation, "upperBoundTimePoint");
        boolean withLow = inclusive(operation, "lowerBoundEndpointBehavior");
        boolean withHigh = inclusive(operation, "upperBoundEndpointBehavior");
        Predicate<StoredRecord> between = record -> {
            double time = Values.number(record, property, catalogue);
            return (time > low || (withLow && time == low)) && (time < high || (withHigh && time == high));
        };
        return switch (operator) {
            case "IS_BETWEEN" -> between;
            case "IS_NOT_BETWEEN" -> between.negate();
            default -> throw bad("This simulator has no operator " + operator + " for operations of type TIME_RANGED");
        };
    }

    private static boolean inclusive(ObjectNode operation, String key) {
        String behaviour = Json.optionalText(operation, key);
        if (behaviour == null) {
            return false;
        }
        return switch (behaviour) {
            case "INCLUSIVE" -> true;
            case "EXCLUSIVE" -> false;
            default -> throw bad(key + " must be INCLUSIVE or EXCLUSIVE, but is " + behaviour);
        };
    }

    private static long millis(ObjectNode operation, String key) {
        if (!(operation.get(key) instanceof ObjectNode point)) {
            throw bad("The operation needs a " + key);
        }
        String type = Json.requiredText(point, "timeType");
        if (!type.equals("DATE")) {
            throw bad("This simulator has no time points of type " + type + ", only DATE");
        }
        try {
            Json.requiredText(point, "year");
            return LocalDateTime.of(
                            Json.integer(point, "year", 0),
                            Json.integer(point, "month", 0),
                            Json.integer(point, "day", 0),
                            Json.integer(point, "hour", 0),
                            Json.integer(point, "minute", 0),
                            Json.integer(point, "second", 0),
                            1_000_000 * Json.integer(point, "millisecond", 0))
                    .atZone(ZoneId.of(Json.requiredText(point, "zoneId")))
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw bad(key + " is no point in time: " + e.getMessage());
        }
    }
}
