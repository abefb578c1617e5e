package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Something that an edge waits for: a row or a record that is not linked yet.
 *
 * @param edge the edge's name
 * @param row what SQL names; null when it names nothing
 * @param record what HubSpot names; null when it names nothing
 * @param holdsBack an edit of somebody's cannot be carried over meanwhile: shown as {@code PARKED}
 */
public record EdgeWait(
        String edge,
        ObjectType to,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        boolean holdsBack) {}
