package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.records.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell an app. Small, since a busy account makes many; it becomes JSON when it is delivered.
 *
 * @param interest the subscription that gets it
 * @param at milliseconds when it happened
 */
record Event(long id, Interests.Interest interest, long at, Source source, What what) {

    /** What happened. */
    sealed interface What {}

    /** A record came, went or came back. */
    record Flagged(long objectId, @Nullable String flag) implements What {}

    /**
     * A property got another value.
     *
     * @param value null if it is withheld
     */
    record PropertyChanged(
            long objectId, String property, @Nullable String value) implements What {}

    /** Two records became one. */
    record Merged(long survivorId, long primaryId, List<Long> mergedIds, int moved) implements What {}

    /** A link came or went. */
    record Associated(
            long fromId,
            String fromTypeId,
            long toId,
            String toTypeId,
            String associationType,
            String category,
            int typeId,
            boolean removed,
            boolean primary)
            implements What {}
}
