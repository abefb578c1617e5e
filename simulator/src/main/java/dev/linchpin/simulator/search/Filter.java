package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a search.
 *
 * @param property what it looks at; null when there is no such property and the filter matches nothing
 * @param values the value, or the two ends, or the list, depending on the operator
 */
public record Filter(@Nullable Property property, Operator operator, List<String> values) {}
