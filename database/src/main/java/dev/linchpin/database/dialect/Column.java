package dev.linchpin.database.dialect;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column of a mapped table as the database describes it.
 *
 * @param type the declared type in the database's own words
 * @param required the column takes no null
 * @param filled the database gives the column a value where an insert names none
 * @param matchedBy the column that holds this one's match key; null where there is none, as everywhere but on MariaDB
 */
public record Column(
        String name,
        Kind kind,
        String type,
        boolean required,
        boolean filled,
        @Nullable String matchedBy) {
    public Column(String name, Kind kind, String type, boolean required, boolean filled) {
        this(name, kind, type, required, filled, null);
    }

    Column matchedBy(String column) {
        return new Column(name, kind, type, required, filled, column);
    }

    /** What a column can hold, as far as it matters for comparing it with text. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMERIC,
        UUID,
        OTHER;

        /** Whether the text is one that such a column can hold at all. */
        public boolean takes(String text) {
            try {
                switch (this) {
                    case INTEGER -> Long.parseLong(text);
                    case NUMERIC -> new BigDecimal(text);
                    case UUID -> java.util.UUID.fromString(text);
                    case TEXT, OTHER -> {}
                }
                return true;
            } catch (IllegalArgumentException doesNotFit) {
                return false;
            }
        }
    }
}
