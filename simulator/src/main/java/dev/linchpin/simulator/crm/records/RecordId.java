package dev.linchpin.simulator.crm.records;

import org.jspecify.annotations.Nullable;

/** Ids of records as callers write them. Stateless. */
public final class RecordId {

    private RecordId() {}

    /** The id as a number, or null if it is none. */
    public static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
