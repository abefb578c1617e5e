package dev.linchpin.engine.hubspot;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import java.time.Instant;
import java.util.List;

/**
 * HubSpot's webhooks journal: what an OAuth app subscribed to, kept for three days and read in order. Every call throws
 * {@link HubSpotException}; {@link HubSpotException.Forbidden} when the configured credential cannot read it at all.
 * Thread-safe.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide">Webhooks journal</a>
 */
public interface EventJournal {
    /**
     * Makes sure that the journal tells of everything that happens to records of this type, and of changes of these
     * properties.
     *
     * @return whether it did not so far: what happened until now is not in it
     */
    boolean subscribe(ObjectType type, List<String> properties);

    /** What follows after an offset; the earliest that is kept for the empty offset. Reading twice is harmless. */
    Portion after(String offset);

    sealed interface Portion {
        /**
         * @param offset where to go on
         * @param publishedAt HubSpot's time
         */
        record Events(List<InboxEvent> events, String offset, Instant publishedAt) implements Portion {
            public Events {
                events = List.copyOf(events);
            }
        }

        /** Nothing has happened since. */
        record End() implements Portion {}

        /** The offset is older than what is kept: what came after it is lost to the journal. */
        record Expired() implements Portion {}
    }
}
