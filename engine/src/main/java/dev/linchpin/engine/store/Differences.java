package dev.linchpin.engine.store;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What checks found to differ without an explanation, kept until a later check finds it gone; what was brought in step since
 * then, or is explained by now, differs no more. Needs no ownership. Thread-safe.
 */
public interface Differences {
    /** How a check comes past everything: a little at a time, or at once. */
    enum Scope {
        ROLLING,
        FULL
    }

    /**
     * What a portion of a check found.
     *
     * @param compared links that were looked at
     * @param differing those of them in which something differs
     * @param rows that have no record, and {@code records} that have no row
     * @param at before either side was read
     */
    record Portion(
            ObjectType type,
            Collection<Long> compared,
            Collection<Long> differing,
            Collection<RowKey> rows,
            Collection<HubSpotId> records,
            Instant at) {
        public Portion {
            compared = List.copyOf(compared);
            differing = List.copyOf(differing);
            rows = List.copyOf(rows);
            records = List.copyOf(records);
        }
    }

    void found(Portion portion);

    /** A check has come past everything of the type: what was found before it began is gone. */
    void passed(ObjectType type, Scope scope, Instant began, Instant ended);
}
