package dev.linchpin.engine.store;

/** How carrying one side's state to the other may lose what cannot be had back by itself: what the guard counts. */
public enum Loss {
    /** The row was deleted: its record would be archived, or the two unlinked, by policy. */
    ROW_DELETED,
    /** The record was archived: its row would be deleted, marked or unlinked, by policy. */
    RECORD_ARCHIVED,
    /** The row or the record left the mapping's scope: the two would be unlinked. */
    OUT_OF_SCOPE,
    /** Values would be replaced that nobody is known to have edited: by a first link, a new field, a restored table. */
    OVERWRITE
}
