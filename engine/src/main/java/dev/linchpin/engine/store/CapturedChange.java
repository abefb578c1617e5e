package dev.linchpin.engine.store;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the change log that the triggers keep.
 *
 * @param oldKey null for an insert
 * @param newKey null for a deletion
 * @param fields the mapped fields that changed; empty for inserts and deletions
 * @param at when the statement ran, by the database's clock
 */
public record CapturedChange(
        long id,
        ObjectType type,
        Operation operation,
        @Nullable RowKey oldKey,
        @Nullable RowKey newKey,
        Set<String> fields,
        Instant at) {
    public enum Operation {
        INSERT,
        UPDATE,
        DELETE,
        /** A row of an edge's table came, went or changed; the keys are that of the row which the edge leads from. */
        EDGE
    }
}
