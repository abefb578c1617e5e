package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.FieldType;

/**
 * A property as HubSpot's catalogue describes it.
 *
 * @param hidden not shown to people in HubSpot; such properties are not mapped unless asked for
 * @param readOnly HubSpot sets the value itself and refuses to be written to
 * @param unique no two records may hold the same value, and records can be addressed by it
 */
public record PropertyDefinition(
        String name, String label, FieldType type, boolean hidden, boolean readOnly, boolean unique) {}
