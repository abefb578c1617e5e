package dev.linchpin.engine.hubspot;

import java.time.Instant;

/**
 * One entry of a property's history.
 *
 * @param value what the property held from then on; empty when it was cleared
 * @param at HubSpot's time
 * @param ours whether this very integration wrote it
 * @param source who wrote it, for people ({@code CRM_UI userId:7})
 */
public record PropertyChange(String value, Instant at, boolean ours, String source) {}
