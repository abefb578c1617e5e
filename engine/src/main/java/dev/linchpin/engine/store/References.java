package dev.linchpin.engine.store;

import dev.linchpin.engine.model.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference tables, within one transaction. */
public interface References {
    /**
     * Makes a part of the table hold just these rows: what differs is written, what is missing inserted, what is too many
     * archived or deleted. Rows that are as they should be are not touched.
     *
     * @param rows a value for each column; a column without one becomes blank
     */
    Kept keep(ReferenceTable table, Part part, Collection<Map<String, Value>> rows);

    /**
     * What was done.
     *
     * @param written rows inserted or changed
     * @param gone the keys of the rows that were too many
     */
    record Kept(int written, List<Map<String, String>> gone) {}

    /**
     * Which part of a table is spoken of.
     *
     * @param equal what key columns hold in it; empty for the whole table
     * @param span bounds it further; null for no bounds
     */
    record Part(Map<String, String> equal, @Nullable Span span) {
        public static final Part WHOLE = new Part(Map.of(), null);

        public static Part where(String column, String value) {
            return new Part(Map.of(column, value), null);
        }
    }

    /**
     * Numbers of a key column.
     *
     * @param after only greater ones; empty for no bound
     * @param upTo none greater; empty for no bound
     */
    record Span(String column, String after, String upTo) {}
}
