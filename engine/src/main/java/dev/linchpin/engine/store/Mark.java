package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;

/**
 * "This record may differ: look." Cheap, idempotent, coalescing. Marking a row or record that has no link yet begins one
 * with only that half.
 */
public sealed interface Mark {
    Cause cause();

    record OfRow(ObjectType type, RowKey key, Cause cause) implements Mark {}

    record OfRecord(ObjectType type, HubSpotId id, Cause cause) implements Mark {}

    record OfLink(long linkId, Cause cause) implements Mark {}
}
