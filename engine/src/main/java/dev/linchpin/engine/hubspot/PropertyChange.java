package dev.linchpin.engine.hubspot;

import java.time.Instant;

/**
 * One entry of a property's history.
 *
 * @param value what the property held from then on; empty when it was cleared
 * @param at HubSpot's time
 * @param ours whether this very integration wrote it
 * @param source who wrote it, for people ({@code CRM_UI userId:7})
 * @param automatic whether it was certainly a program that wrote it
 */
public record PropertyChange(String value, Instant at, boolean ours, String source, boolean automatic) {
    /** An entry that may be a person's. */
    public PropertyChange(String value, Instant at, boolean ours, String source) {
        this(value, at, ours, source, false);
    }
}
