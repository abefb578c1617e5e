package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.definitions.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search that passed validation.
 *
 * @param words what the free text consists of, in lower case
 * @param groups alternatives, each a list of conditions that all must hold; empty for no condition
 * @param sort what to sort by, or null
 * @param properties what to answer; empty for the type's defaults
 * @param offset how many matches to skip
 */
public record SearchRequest(
        List<String> words,
        List<List<Filter>> groups,
        @Nullable Property sort,
        boolean descending,
        List<String> properties,
        int limit,
        int offset) {

    /** The same search with other groups of filters. */
    SearchRequest withGroups(List<List<Filter>> others) {
        return new SearchRequest(words, others, sort, descending, properties, limit, offset);
    }
}
