package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change to make to one row of a mapped table. */
public sealed interface RowChange {
    /** A new row; columns not named get the table's defaults. */
    record Insert(Map<String, Value> values, HubSpotId record) implements RowChange {}

    /**
     * New values for a locked row; with none, only the stamps move. The row's HubSpot id and {@code synced_at} are written
     * too, which no trigger of ours takes for an edit.
     *
     * @param record null leaves the row's HubSpot id as it is
     */
    record Update(
            RowKey key, Map<String, Value> values, @Nullable HubSpotId record) implements RowChange {}

    record Delete(RowKey key) implements RowChange {}

    /** Sets {@code deleted_at}. */
    record MarkDeleted(RowKey key) implements RowChange {}

    /** Clears {@code deleted_at}, where the table has it. */
    record MarkRestored(RowKey key) implements RowChange {}
}
