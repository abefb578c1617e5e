package dev.linchpin.engine.store;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ended link, kept so that nothing revives what was deleted.
 *
 * @param rowGone the row no longer exists
 * @param recordGone the record was seen archived: should it be live again, somebody restored it
 * @param base what both sides last agreed on, kept for a row that is still there: a restored record goes on from it. Where the
 *     row was deleted since, it is kept until the record has been looked at, which may have been restored before
 */
public record Tombstone(
        ObjectType type,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        @Nullable String linchpinId,
        boolean rowGone,
        boolean recordGone,
        Instant endedAt,
        String reason,
        Map<String, BasePair> base) {
    public Tombstone {
        base = Map.copyOf(base);
    }

    /** Nothing goes on from here. */
    public Tombstone(
            ObjectType type,
            @Nullable RowKey row,
            @Nullable HubSpotId record,
            @Nullable String linchpinId,
            boolean rowGone,
            boolean recordGone,
            Instant endedAt,
            String reason) {
        this(type, row, record, linchpinId, rowGone, recordGone, endedAt, reason, Map.of());
    }

    /** The row goes on with the record should that be restored, or with what the record was merged into. */
    public boolean isOutlived() {
        return row != null && !rowGone && !base.isEmpty();
    }

    public Tombstone withBase(Map<String, BasePair> agreed) {
        return new Tombstone(type, row, record, linchpinId, rowGone, recordGone, endedAt, reason, agreed);
    }
}
