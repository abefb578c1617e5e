package dev.linchpin.simulator.lists;

import dev.linchpin.simulator.crm.records.StoredRecord;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * What decides who is in a list.
 *
 * @param definition as reads show it, with everything that was left to HubSpot's defaults
 * @param matches to be asked under the account's lock
 * @param lists the lists it asks about
 * @param relative whether the passing of time changes what matches
 */
record ListFilter(ObjectNode definition, Predicate<StoredRecord> matches, Set<Long> lists, boolean relative) {}
