package dev.linchpin.engine.feed;

import dev.linchpin.engine.model.RowKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the load of a type has come, as it is stored under one name. */
sealed interface LoadPosition {
    String ROWS = "rows:";
    String DONE = "done";
    String PARTS = "parts:";

    /** It was never begun. */
    record First() implements LoadPosition {}

    /** @param from where the first page begins; empty unless an earlier version got that far */
    record Begun(String from) implements LoadPosition {}

    /**
     * The listing is being read in parts.
     *
     * @param load tells one load from the next
     * @param count how many parts are stored
     */
    record Parts(String load, int count) implements LoadPosition {}

    /**
     * All records are in.
     *
     * @param after the row that was looked at last; null before the first
     */
    record Rows(@Nullable RowKey after) implements LoadPosition {}

    record Done() implements LoadPosition {}

    static LoadPosition of(Optional<String> stored) {
        if (stored.isEmpty()) {
            return new First();
        }
        var text = stored.get();
        if (text.equals(DONE)) {
            return new Done();
        }
        if (text.startsWith(ROWS)) {
            return new Rows(text.equals(ROWS) ? null : new RowKey(text.substring(ROWS.length())));
        }
        if (text.startsWith(PARTS)) {
            var count = text.lastIndexOf(':');
            return new Parts(text.substring(PARTS.length(), count), Integer.parseInt(text.substring(count + 1)));
        }
        return new Begun(text);
    }

    default String text() {
        return switch (this) {
            case First _ -> "";
            case Begun(var from) -> from;
            case Parts(var load, var count) -> PARTS + load + ":" + count;
            case Rows(var after) -> ROWS + (after == null ? "" : after.value());
            case Done _ -> DONE;
        };
    }
}
