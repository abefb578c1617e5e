package dev.linchpin.simulator.crm;

import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.List;

/**
 * What a write left behind.
 *
 * @param record the record as it is now
 * @param properties the properties that were written, changed or not
 * @param created whether the record is new
 */
public record Written(StoredRecord record, List<Property> properties, boolean created) {}
