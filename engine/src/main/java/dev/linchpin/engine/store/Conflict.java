package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Value;
import java.time.Instant;

/**
 * Something only a person can decide. At most one is open per link and field (or per link, for the whole record).
 *
 * @param id 0 before it is stored
 * @param field the frozen field; empty when the conflict is about the whole record
 * @param base what both sides last agreed on, as the database held it; blank when unknown
 * @param version grows whenever the pair of values shown changes; a resolution names the version it was shown
 * @param detail one sentence for people, without personal data
 */
public record Conflict(
        long id,
        long linkId,
        Kind kind,
        String field,
        Value base,
        Value local,
        Value hubspot,
        int version,
        Instant openedAt,
        String detail) {
    public enum Kind {
        /** Both sides changed the field to different values. Closes itself when the merge no longer finds it. */
        BOTH_CHANGED,
        /** A write of ours replaced an edit that was made in HubSpot between our read and our write. */
        OVERWRITTEN,
        /** One side deleted the record, the other edited it. */
        DELETED_AND_EDITED,
        /** Which record belongs to which row is not certain. */
        IDENTITY,
        /** HubSpot holds another record like the one that Linchpin created for the row, made by somebody else meanwhile. */
        DOUBLE
    }

    public boolean isAboutRecord() {
        return field.isEmpty();
    }
}
