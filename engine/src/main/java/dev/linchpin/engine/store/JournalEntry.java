package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that Linchpin applied, or one value that it let go of.
 *
 * @param side where the change was made
 * @param field empty when the entry is about the whole record
 * @param cause what made Linchpin look
 * @param decision why, in the merge's terms
 */
public record JournalEntry(
        Instant at,
        ObjectType type,
        long linkId,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        Side side,
        Action action,
        String field,
        Value before,
        Value after,
        Cause cause,
        String decision) {
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        LINK,
        UNLINK,
        /** A value lost against another under the field's policy; {@code before} is the lost value. */
        LOST,
        CONFLICT,
        RESOLVED,
        REFUSED,
        /** Everything about a record that is gone from HubSpot was removed, the earlier entries too. */
        ERASE
    }
}
