package dev.linchpin.simulator.crm.records;

import org.jspecify.annotations.Nullable;

/**
 * One value that a property had, and the one before it. Immutable, so that records share their histories.
 *
 * @param value the value; empty when the property was cleared
 * @param timestamp milliseconds of the simulator's clock
 */
public record Version(
        String value,
        long timestamp,
        Source source,
        @Nullable Version previous) {}
