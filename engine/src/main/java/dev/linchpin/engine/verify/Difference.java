package dev.linchpin.engine.verify;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Something in which the two sides, or what is known of them, differ. Holds no values.
 *
 * @param row null when there is none
 * @param record null when there is none
 * @param field empty when it is about the whole
 */
public record Difference(
        Kind kind,
        Explanation explanation,
        @Nullable RowKey row,
        @Nullable HubSpotId record,
        String field) {

    /** What differs. */
    public enum Kind {
        /** The row and the record hold values that do not mean the same. */
        VALUE,
        /** The sides mean the same, but are known as something else: the next edit would be taken for a conflict. */
        BASE,
        /** The row of a link is gone. */
        ROW_GONE,
        /** The record of a link is not live. */
        RECORD_GONE,
        /** A row without a link to a record. */
        ROW_ALONE,
        /** A record without a link to a row. */
        RECORD_ALONE
    }

    /** Why it may. */
    public enum Explanation {
        /** A person has not decided yet. */
        CONFLICT,
        /** A side refused the value. */
        DEAD_LETTER,
        /** It looks like an accident, and is held until a person has decided. */
        HELD,
        /** The field flows one way only, and the other side may hold what it likes. */
        DIRECTION,
        /** It is marked, or was changed so lately that its feed has yet to tell. */
        PENDING,
        /** The row or the record left the mapping's scope. */
        OUT_OF_SCOPE,
        /** The link ended, and policy left the other side alone. */
        UNLINKED,
        /** HubSpot stores the value that was written in a form of its own. */
        STORED_DIFFERENTLY,
        UNEXPLAINED
    }

    public boolean isUnexplained() {
        return explanation == Explanation.UNEXPLAINED;
    }

    /** Whether it is to stay so. */
    boolean isAgreed() {
        return explanation == Explanation.DIRECTION || explanation == Explanation.STORED_DIFFERENTLY;
    }

    /** In one line, for people. */
    public String describe() {
        var what = switch (kind) {
            case VALUE -> "the field " + field + " differs";
            case BASE -> "the field " + field + " is known as something else";
            case ROW_GONE -> "the row is gone";
            case RECORD_GONE -> "the record is not live in HubSpot";
            case ROW_ALONE -> "the row has no record";
            case RECORD_ALONE -> "the record has no row";
        };
        return (row == null ? "" : "row " + row.value() + " ")
                + (record == null ? "" : "record " + record.value() + " ") + "- " + what;
    }
}
