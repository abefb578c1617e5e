package dev.linchpin.database.dialect;

/**
 * A column of a mapped table as the database describes it.
 *
 * @param type the declared type in the database's own words
 * @param required the column takes no null
 * @param filled the database gives the column a value where an insert names none
 */
public record Column(String name, Kind kind, String type, boolean required, boolean filled) {
    /** What a column can hold, as far as it matters for comparing it with text. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMERIC,
        UUID,
        OTHER
    }
}
