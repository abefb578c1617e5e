package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.List;

/** What an app wants to hear of. */
@FunctionalInterface
interface Interests {

    /**
     * The subscriptions that get an event.
     *
     * @param property whose change it is; empty for events about something else
     */
    List<Interest> in(ObjectType type, EventKind kind, String property);

    /**
     * A subscription that gets an event.
     *
     * @param name of its events
     * @param typeId of the object type if the name does not tell it, else empty
     */
    record Interest(long subscriptionId, String name, String typeId) {}
}
