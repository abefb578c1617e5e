package dev.linchpin.database.ownership;

/**
 * A process that may own a connection.
 *
 * @param startedAt milliseconds since 1970, which tells it from a later process of the same number; 0 when unknown
 */
public record OwnerProcess(String host, long pid, long startedAt) {}
