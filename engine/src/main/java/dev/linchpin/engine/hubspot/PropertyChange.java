package dev.linchpin.engine.hubspot;

import java.time.Instant;

/**
 * One entry of a property's history.
 *
 * @param value what the property held from then on; empty when it was cleared
 * @param at HubSpot's time
 * @param by whose entry it is, as far as can be told
 * @param source who wrote it, for people ({@code CRM_UI userId:7})
 * @param automatic whether it was certainly a program that wrote it
 */
public record PropertyChange(String value, Instant at, Author by, String source, boolean automatic) {
    /** Whose entry it is. */
    public enum Author {
        /** This very integration's. */
        US,
        ANOTHER,
        /** An integration's, and which of them this one is nobody told. */
        PERHAPS_US
    }

    /** An entry that may be a person's. */
    public PropertyChange(String value, Instant at, boolean ours, String source) {
        this(value, at, ours ? Author.US : Author.ANOTHER, source, false);
    }

    /** Whether this very integration wrote it, for certain. */
    public boolean ours() {
        return by == Author.US;
    }
}
