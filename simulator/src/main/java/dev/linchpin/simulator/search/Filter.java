package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search.
 *
 * @param property what it looks at; null when there is no such property and the filter matches nothing
 * @param values the value, or the two ends, or the list, depending on the operator
 * @param associated the object type of which a matching record is linked to one of the values' ids; null for a filter on a
 *     property
 */
public record Filter(
        @Nullable Property property,
        Operator operator,
        List<String> values,
        @Nullable String associated) {

    /** A filter on a property. */
    public Filter(@Nullable Property property, Operator operator, List<String> values) {
        this(property, operator, values, null);
    }
}
