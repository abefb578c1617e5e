package dev.linchpin.database.dialect;

/**
 * A column of a mapped table as the database describes it.
 *
 * @param type the declared type in the database's own words
 * @param required the column takes no null
 */
public record Column(String name, Kind kind, String type, boolean required) {
    /** What a column can hold, as far as it matters for comparing it with text. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMERIC,
        UUID,
        OTHER
    }
}
