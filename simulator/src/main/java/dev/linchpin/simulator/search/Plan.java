package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How to find what one filter group matches without looking at every record.
 *
 * @param ids the only records that can match, or null for any
 * @param ranges where matches lie in each order; all of them where nothing is said
 * @param onlyRanges whether whatever lies in the ranges matches
 * @param test whether a record matches
 */
record Plan(@Nullable List<Long> ids, Map<Order, Range> ranges, boolean onlyRanges, Predicate<StoredRecord> test) {

    static Plan of(List<Filter> group, boolean hasWords, Predicate<StoredRecord> test, Catalogue catalogue, Crm crm) {
        var ranges = new EnumMap<Order, Range>(Order.class);
        boolean onlyRanges = !hasWords;
        for (Filter filter : group) {
            List<Long> ids = ids(filter, catalogue, crm);
            if (ids != null) {
                return new Plan(ids, Map.of(), false, test);
            }
            Property property = filter.property();
            Order order = Order.of(property);
            if (property == null || order == null || !filter.operator().comparesWithNumber()) {
                onlyRanges = false;
            } else {
                Range range = Range.of(
                        filter.operator(),
                        Values.number(property, filter.values().getFirst()),
                        Values.number(property, filter.values().getLast()));
                ranges.merge(order, range, Range::and);
            }
        }
        return new Plan(null, ranges, onlyRanges, test);
    }

    Range range(Order order) {
        return ranges.getOrDefault(order, Range.EVERYTHING);
    }

    /** Whether no record can match both. */
    boolean isDisjointFrom(Plan other) {
        return ranges.entrySet().stream()
                .anyMatch(entry -> entry.getValue().isDisjointFrom(other.range(entry.getKey())));
    }

    /** Ids of records that have what the filter wants right now; null if it is not about an identifying value. */
    private static @Nullable List<Long> ids(Filter filter, Catalogue catalogue, Crm crm) {
        Property property = filter.property();
        if (property == null) {
            return List.of();
        }
        if (filter.operator() != Operator.EQ && filter.operator() != Operator.IN) {
            return null;
        }
        var ids = new ArrayList<Long>();
        for (String value : filter.values()) {
            if (Order.of(property) == Order.ID) {
                ids.add((long) Values.number(property, value));
                continue;
            }
            long[] found = crm.idsBy(catalogue.type(), property, value);
            if (found == null) {
                return null;
            }
            for (long id : found) {
                ids.add(id);
            }
        }
        return ids;
    }
}
