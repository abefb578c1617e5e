package dev.linchpin.simulator.crm;

import java.util.List;

/**
 * What a write left behind.
 *
 * @param record the record as it is now
 * @param properties the properties that were written, changed or not
 * @param created whether the record is new
 */
public record Written(StoredRecord record, List<Property> properties, boolean created) {}
