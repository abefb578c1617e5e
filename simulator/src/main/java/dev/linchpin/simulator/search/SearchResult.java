package dev.linchpin.simulator.search;

import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.List;

/**
 * What a search found.
 *
 * @param total number of all matches, which may exceed what can be paged through
 * @param page the matches asked for
 * @param hasMore whether there are more within reach
 */
public record SearchResult(int total, List<StoredRecord> page, boolean hasMore) {}
