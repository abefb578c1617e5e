package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ended link, kept so that nothing revives what was deleted.
 *
 * @param rowGone the row no longer exists
 * @param recordGone the record was seen archived: should it be live again, somebody restored it
 */
public record Tombstone(
        ObjectType type,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        @Nullable String linchpinId,
        boolean rowGone,
        boolean recordGone,
        Instant endedAt,
        String reason) {}
