package dev.linchpin.engine.model;

/**
 * What a deletion on one side does to the other.
 *
 * @param rowDeleted what a deleted row does to its HubSpot record
 * @param recordArchived what a record archived in HubSpot does to its row
 */
public record Deletes(OnRowDeleted rowDeleted, OnRecordArchived recordArchived) {
    /** A deletion is carried over as a deletion. */
    public static final Deletes CARRIED_OVER = new Deletes(OnRowDeleted.ARCHIVE, OnRecordArchived.DELETE);

    public enum OnRowDeleted {
        ARCHIVE,
        /** The record is left alone for good: no later change of it brings the row back. */
        UNLINK,
        /** The deletion is no decision about the record: its next change brings the row back. */
        IGNORE
    }

    public enum OnRecordArchived {
        DELETE,
        /** Sets the row's {@code deleted_at}. */
        MARK,
        /** The row is left alone. */
        UNLINK
    }
}
