package dev.linchpin.simulator.crm;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a kind of link between records (HubSpot docs, "Associations").
 *
 * @param category {@code HUBSPOT_DEFINED} or {@code USER_DEFINED}
 * @param typeId unique within the category
 * @param label what people call it; null for the plain link
 */
public record AssociationType(
        String category, int typeId, @Nullable String label) {}
