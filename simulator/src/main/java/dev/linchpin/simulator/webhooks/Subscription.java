package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a developer subscribed an app to.
 *
 * @param id 0 until it has one
 * @param eventType such as {@code contact.propertyChange}
 * @param typeId of the object type that it is about; empty for conversations, which the simulator does not have
 * @param objectTypeId as given, for {@code object.*}
 * @param propertyName whose changes it is about
 * @param active whether it gets events
 * @param createdAt milliseconds
 * @param updatedAt milliseconds; 0 if it never changed
 */
record Subscription(
        long id,
        String eventType,
        EventKind kind,
        String typeId,
        @Nullable String objectTypeId,
        @Nullable String propertyName,
        boolean active,
        long createdAt,
        long updatedAt) {

    /** The same with an id. */
    Subscription numbered(long number) {
        return new Subscription(
                number, eventType, kind, typeId, objectTypeId, propertyName, active, createdAt, updatedAt);
    }

    Subscription activated(boolean value, long now) {
        return new Subscription(id, eventType, kind, typeId, objectTypeId, propertyName, value, createdAt, now);
    }

    /** Whether both are to the same events. */
    boolean repeats(Subscription other) {
        return eventType.equals(other.eventType)
                && typeId.equals(other.typeId)
                && property().equals(other.property());
    }

    String property() {
        return propertyName == null ? "" : propertyName;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", Long.toString(id));
        json.put("eventType", eventType);
        if (propertyName != null) {
            json.put("propertyName", propertyName);
        }
        if (objectTypeId != null) {
            json.put("objectTypeId", objectTypeId);
        }
        json.put("active", active);
        json.put("createdAt", Timestamps.iso(createdAt));
        if (updatedAt != 0) {
            json.put("updatedAt", Timestamps.iso(updatedAt));
        }
        return json;
    }
}
