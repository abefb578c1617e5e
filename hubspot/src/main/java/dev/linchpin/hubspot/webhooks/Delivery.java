package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.store.InboxEvent;
import java.util.List;

/** What a delivery turned out to hold. */
public sealed interface Delivery {
    /**
     * @param events to be stored before the delivery is answered
     * @param skipped why entries of the delivery yield no event, one line each, without values: polls will find what they
     *     were about
     */
    record Understood(List<InboxEvent> events, List<String> skipped) implements Delivery {
        public Understood {
            events = List.copyOf(events);
            skipped = List.copyOf(skipped);
        }
    }

    /** Not a list of events at all; nothing of it is used. */
    record Refused(String message) implements Delivery {}
}
