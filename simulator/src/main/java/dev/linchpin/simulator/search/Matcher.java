package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.values.MultiValue;
import dev.linchpin.simulator.settings.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a search's conditions into something to ask records. Pure. */
public final class Matcher {

    private final Catalogue catalogue;
    private final Behaviour behaviour;

    /** Conditions on the properties of a type. */
    public Matcher(Catalogue catalogue, Behaviour behaviour) {
        this.catalogue = catalogue;
        this.behaviour = behaviour;
    }

    /** Whatever passes all filters of a group and mentions all words. */
    Predicate<StoredRecord> compile(List<Filter> group, List<String> words) {
        Predicate<StoredRecord> all = record -> true;
        for (Filter filter : group) {
            all = all.and(compile(filter));
        }
        for (String word : words) {
            all = all.and(record -> mentions(record, word));
        }
        return all;
    }

    private boolean mentions(StoredRecord record, String word) {
        for (String name : catalogue.type().searchableProperties()) {
            String value = catalogue.value(record, name);
            if (value != null && value.toLowerCase(Locale.ROOT).contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** One condition. */
    public Predicate<StoredRecord> compile(Filter filter) {
        Property property = filter.property();
        if (property == null) {
            return record -> false;
        }
        return switch (filter.operator()) {
            case HAS_PROPERTY -> record -> catalogue.value(record, property) != null;
            case NOT_HAS_PROPERTY -> record -> catalogue.value(record, property) == null;
            case CONTAINS_TOKEN -> containsToken(property, filter.values().getFirst());
            case NOT_CONTAINS_TOKEN ->
                negative(property, containsToken(property, filter.values().getFirst()));
            case NEQ, NOT_IN -> negative(property, oneOf(property, filter.values()));
            case EQ, IN -> oneOf(property, filter.values());
            case LT, LTE, GT, GTE, BETWEEN -> ordered(property, filter);
        };
    }

    private Predicate<StoredRecord> negative(Property property, Predicate<StoredRecord> positive) {
        return record -> catalogue.value(record, property) == null
                ? behaviour.negativeFiltersMatchEmpty()
                : !positive.test(record);
    }

    private Predicate<StoredRecord> oneOf(Property property, List<String> values) {
        if (Values.isNumeric(property)) {
            Set<Double> wanted = values.stream()
                    .map(value -> Values.number(property, value))
                    .collect(Collectors.toUnmodifiableSet());
            return record -> wanted.contains(Values.number(record, property, catalogue));
        }
        Set<String> wanted =
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return record -> {
            String value = Values.text(record, property, catalogue);
            if (value == null) {
                return false;
            }
            return wanted.contains(value)
                    || (property.isMultiSelect()
                            && MultiValue.parts(value).stream().anyMatch(wanted::contains));
        };
    }

    private Predicate<StoredRecord> ordered(Property property, Filter filter) {
        if (!Values.isNumeric(property)) {
            List<String> ends = filter.values().stream()
                    .map(value -> value.toLowerCase(Locale.ROOT))
                    .toList();
            return record -> {
                String value = Values.text(record, property, catalogue);
                return value != null
                        && test(filter.operator(), value.compareTo(ends.getFirst()), value.compareTo(ends.getLast()));
            };
        }
        double low = Values.number(property, filter.values().getFirst());
        double high = Values.number(property, filter.values().getLast());
        DoublePredicate inRange =
                value -> test(filter.operator(), Double.compare(value, low), Double.compare(value, high));
        return record -> {
            double value = Values.number(record, property, catalogue);
            return !Double.isNaN(value) && inRange.test(value);
        };
    }

    private static boolean test(Operator operator, int toFirst, int toLast) {
        return switch (operator) {
            case LT -> toFirst < 0;
            case LTE -> toFirst <= 0;
            case GT -> toFirst > 0;
            case GTE -> toFirst >= 0;
            case BETWEEN -> toFirst >= 0 && toLast <= 0;
            default -> throw new IllegalArgumentException(operator + " is no comparison");
        };
    }

    private Predicate<StoredRecord> containsToken(Property property, String wanted) {
        String regex = Pattern.quote(wanted.strip().toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return record -> {
            String value = Values.text(record, property, catalogue);
            if (value == null) {
                return false;
            }
            return tokens(value).stream()
                    .anyMatch(token -> pattern.matcher(token).matches());
        };
    }

    /** The whole value, its words, and the words' letters and digits between punctuation. */
    private static List<String> tokens(String value) {
        var tokens = new ArrayList<String>();
        tokens.add(value);
        for (String word : value.split("\\s+", -1)) {
            tokens.add(word);
            tokens.addAll(List.of(word.split("[^\\p{L}\\p{N}]+", -1)));
        }
        return tokens;
    }
}
