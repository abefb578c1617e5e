package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.lists.ListFilterParser.bad;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.search.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparisons with points in time: fixed ones, and those relative to now or today. Used for one filter definition.
 *
 * <p>Source: HubSpot docs, "List filters". That endpoints are excluded unless the filter says otherwise is UNCONFIRMED.
 */
final class TimePoints {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "milliseconds", ChronoUnit.MILLIS,
            "seconds", ChronoUnit.SECONDS,
            "minutes", ChronoUnit.MINUTES,
            "hours", ChronoUnit.HOURS,
            "days", ChronoUnit.DAYS,
            "weeks", ChronoUnit.WEEKS,
            "months", ChronoUnit.MONTHS,
            "years", ChronoUnit.YEARS);

    private final LongSupplier now;
    private boolean relative;

    /**
     * Reads the points of one definition.
     *
     * @param now the moment for which the filter is asked, in milliseconds
     */
    TimePoints(LongSupplier now) {
        this.now = now;
    }

    /** Whether any of the points moves with time. */
    boolean areRelative() {
        return relative;
    }

    /** {@code IS_BEFORE} and {@code IS_AFTER} a point. */
    Predicate<StoredRecord> point(Property property, String operator, ObjectNode operation, Catalogue catalogue) {
        LongSupplier point = millis(operation, "timePoint");
        boolean inclusive = inclusive(operation, "endpointBehavior");
        return switch (operator) {
            case "IS_BEFORE" ->
                record -> {
                    double time = Values.number(record, property, catalogue);
                    long end = point.getAsLong();
                    return time < end || (inclusive && time == end);
                };
            case "IS_AFTER" ->
                record -> {
                    double time = Values.number(record, property, catalogue);
                    long end = point.getAsLong();
                    return time > end || (inclusive && time == end);
                };
            default -> throw bad("This simulator has no operator " + operator + " for operations of type TIME_POINT");
        };
    }

    /** {@code IS_BETWEEN} two points, or not. */
    Predicate<StoredRecord> range(Property property, String operator, ObjectNode operation, Catalogue catalogue) {
        LongSupplier lowest = millis(operation, "lowerBoundTimePoint");
        LongSupplier highest = millis(operation, "upperBoundTimePoint");
        boolean withLow = inclusive(operation, "lowerBoundEndpointBehavior");
        boolean withHigh = inclusive(operation, "upperBoundEndpointBehavior");
        Predicate<StoredRecord> between = record -> {
            double time = Values.number(record, property, catalogue);
            long low = lowest.getAsLong();
            long high = highest.getAsLong();
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

    private LongSupplier millis(ObjectNode operation, String key) {
        if (!(operation.get(key) instanceof ObjectNode point)) {
            throw bad("The operation needs a " + key);
        }
        String type = Json.requiredText(point, "timeType");
        try {
            ZoneId zone = ZoneId.of(Json.requiredText(point, "zoneId"));
            return switch (type) {
                case "DATE" -> fixed(point, zone);
                case "INDEXED" -> indexed(point, zone);
                default -> throw bad("This simulator has no time points of type " + type);
            };
        } catch (DateTimeException e) {
            throw bad(key + " is no point in time: " + e.getMessage());
        }
    }

    private static LongSupplier fixed(ObjectNode point, ZoneId zone) {
        Json.requiredText(point, "year");
        LocalDate day = LocalDate.of(
                Json.integer(point, "year", 0), Json.integer(point, "month", 0), Json.integer(point, "day", 0));
        long millis = day.atTime(time(point)).atZone(zone).toInstant().toEpochMilli();
        return () -> millis;
    }

    private LongSupplier indexed(ObjectNode point, ZoneId zone) {
        if (!(point.get("indexReference") instanceof ObjectNode reference)) {
            throw bad("A time point of type INDEXED needs an indexReference");
        }
        String type = Json.requiredText(reference, "referenceType");
        if (!type.equals("NOW") && !type.equals("TODAY")) {
            throw bad("This simulator has no time points relative to " + type + ", only to NOW and TODAY");
        }
        LocalTime time = time(reference);
        var offset = new LinkedHashMap<ChronoUnit, Integer>();
        if (point.get("offset") instanceof ObjectNode given) {
            for (String unit : given.propertyNames()) {
                if (!UNITS.containsKey(unit)) {
                    throw bad("This simulator has no offsets in " + unit);
                }
                offset.put(UNITS.get(unit), Json.integer(given, unit, 0));
            }
        }
        relative = true;
        return () -> {
            ZonedDateTime moment = Instant.ofEpochMilli(now.getAsLong()).atZone(zone);
            if (type.equals("TODAY")) {
                moment = moment.toLocalDate().atTime(time).atZone(zone);
            }
            for (Map.Entry<ChronoUnit, Integer> step : offset.entrySet()) {
                moment = moment.plus(step.getValue(), step.getKey());
            }
            return moment.toInstant().toEpochMilli();
        };
    }

    private static LocalTime time(ObjectNode json) {
        return LocalTime.of(
                Json.integer(json, "hour", 0),
                Json.integer(json, "minute", 0),
                Json.integer(json, "second", 0),
                1_000_000 * Json.integer(json, "millisecond", 0));
    }
}
