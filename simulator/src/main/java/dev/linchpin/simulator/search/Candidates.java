package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.Catalogue;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.Derivation;
import dev.linchpin.simulator.crm.Property;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The narrowest set of records that can hold every match, found without looking at the records. */
sealed interface Candidates {

    /** All records. */
    record Everything() implements Candidates {}

    /** Records with ids in a range. */
    record IdRange(long low, long high) implements Candidates {}

    /** Records last modified in a range. */
    record ModifiedRange(long low, long high) implements Candidates {}

    /** Records with these ids right now, or with a change that search has not seen. */
    record Ids(List<Long> ids) implements Candidates {}

    /** Chooses for a search. Alternatives are not combined: with several groups everything is looked at. */
    static Candidates of(SearchRequest request, Catalogue catalogue, Crm crm) {
        if (request.groups().size() != 1) {
            return new Everything();
        }
        List<Filter> filters = request.groups().getFirst();
        for (Filter filter : filters) {
            Candidates ids = byValue(filter, catalogue, crm);
            if (ids != null) {
                return ids;
            }
        }
        ModifiedRange modified = null;
        IdRange idRange = null;
        for (Filter filter : filters) {
            Property property = filter.property();
            if (property != null && property.derivation() == Derivation.MODIFIED) {
                var so = modified == null ? new ModifiedRange(Long.MIN_VALUE, Long.MAX_VALUE) : modified;
                modified = new ModifiedRange(Math.max(so.low(), low(filter)), Math.min(so.high(), high(filter)));
            } else if (property != null && property.derivation() == Derivation.ID) {
                var so = idRange == null ? new IdRange(Long.MIN_VALUE, Long.MAX_VALUE) : idRange;
                idRange = new IdRange(Math.max(so.low(), low(filter)), Math.min(so.high(), high(filter)));
            }
        }
        if (idRange != null && (modified == null || modified.low() == Long.MIN_VALUE)) {
            return idRange;
        }
        return modified == null ? new Everything() : modified;
    }

    private static @Nullable Candidates byValue(Filter filter, Catalogue catalogue, Crm crm) {
        Property property = filter.property();
        if (property == null || (filter.operator() != Operator.EQ && filter.operator() != Operator.IN)) {
            return null;
        }
        var ids = new ArrayList<Long>();
        for (String value : filter.values()) {
            if (property.derivation() == Derivation.ID) {
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
        return new Ids(ids);
    }

    private static long low(Filter filter) {
        return switch (filter.operator()) {
            case EQ, GT, GTE, BETWEEN -> (long) Math.floor(value(filter, 0));
            default -> Long.MIN_VALUE;
        };
    }

    private static long high(Filter filter) {
        return switch (filter.operator()) {
            case EQ, LT, LTE -> (long) Math.ceil(value(filter, 0));
            case BETWEEN -> (long) Math.ceil(value(filter, 1));
            default -> Long.MAX_VALUE;
        };
    }

    private static double value(Filter filter, int index) {
        Property property = filter.property();
        return property == null
                ? Double.NaN
                : Values.number(property, filter.values().get(index));
    }
}
