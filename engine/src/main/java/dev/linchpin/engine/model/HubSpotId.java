package dev.linchpin.engine.model;

/** A HubSpot record id. Opaque, unique within one object type, and too large for an {@code int}. */
public record HubSpotId(String value) {
    /** @throws IllegalArgumentException when blank */
    public HubSpotId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A HubSpot id is blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
