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
        /**
         * Linchpin puts the field back in HubSpot, and a program there changes it again, by turns. Both then stay as they are.
         */
        OSCILLATING,
        /**
         * A row whose record was merged into this one held an edit that HubSpot had not got; {@code hubspot} is that edit. Only
         * a person ends it.
         */
        MERGED_AWAY,
        /** One side deleted the record, the other edited it. */
        DELETED_AND_EDITED,
        /** Which record belongs to which row is not certain. */
        IDENTITY,
        /** HubSpot holds another record like the one that Linchpin created for the row, made by somebody else meanwhile. */
        DOUBLE,
        /** A new row looks like somebody whose record was deleted for privacy: not sent unless a person allows it. */
        ERASED;

        /** The field's other value is nowhere but in the conflict, so that only a person ends it. */
        public boolean keepsValue() {
            return this == OVERWRITTEN || this == MERGED_AWAY;
        }
    }

    /** A new one about the whole record. */
    public static Conflict aboutRecord(long linkId, Kind kind, Instant openedAt, String detail) {
        return new Conflict(0, linkId, kind, "", Value.BLANK, Value.BLANK, Value.BLANK, 1, openedAt, detail);
    }

    /** The same conflict about what the two sides hold now. */
    public Conflict withValues(Value nowLocal, Value nowHubspot) {
        return new Conflict(id, linkId, kind, field, base, nowLocal, nowHubspot, version, openedAt, detail);
    }

    /** Whether the field is left alone until a person has settled it, whatever the two sides hold meanwhile. */
    public boolean isForAPersonOnly() {
        return switch (kind) {
            case OVERWRITTEN, MERGED_AWAY, OSCILLATING -> true;
            case BOTH_CHANGED, DELETED_AND_EDITED, IDENTITY, DOUBLE, ERASED -> false;
        };
    }

    public boolean isAboutRecord() {
        return field.isEmpty();
    }
}
