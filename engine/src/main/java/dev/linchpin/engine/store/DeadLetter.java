package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Value;
import java.time.Instant;

/**
 * A value (or a whole record) that the other side refused, or that exhausted its attempts. It is held back until the row,
 * the record or the mapping changes, or a person retries it; everything else of the link goes on.
 *
 * @param id 0 before it is stored
 * @param field the refused field; empty when the refusal could not be laid at one field's door
 * @param side who refused
 * @param refused the value that was refused (or a digest of all values sent): the same value is not sent again
 * @param message the refusing side's own words
 * @param discarded a person chose to live with it: still held back, no longer listed
 */
public record DeadLetter(
        long id, long linkId, String field, Side side, Value refused, String message, Instant at, boolean discarded) {

    /** HubSpot refused to create the record because this field is blank. */
    public boolean isForWantOfValue() {
        return side == Side.HUBSPOT && !field.isEmpty() && refused.isBlank();
    }
}
