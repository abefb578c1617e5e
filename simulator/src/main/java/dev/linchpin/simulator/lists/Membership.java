package dev.linchpin.simulator.lists;

/**
 * A record in a list.
 *
 * @param firstAddedAt milliseconds; stays when the record leaves and joins again
 * @param lastAddedAt milliseconds
 */
record Membership(long recordId, long firstAddedAt, long lastAddedAt) {}
