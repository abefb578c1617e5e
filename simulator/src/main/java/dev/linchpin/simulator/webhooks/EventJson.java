package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.WebhookSettings;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Events as HubSpot sends them (HubSpot docs, "Webhooks guide", and payloads published by others). Whether events about
 * associations have an {@code objectId} is not known. Pure.
 */
final class EventJson {

    private EventJson() {}

    /** The body of a delivery; written at once, for a busy account sends a great many events. */
    static byte[] of(List<QueuedEvent> batch, long portalId, long appId, WebhookSettings settings) {
        return Json.bytes(json -> {
            json.writeStartArray();
            batch.forEach(queued -> write(json, queued, portalId, appId, settings));
            json.writeEndArray();
        });
    }

    private static void write(
            JsonGenerator json, QueuedEvent queued, long portalId, long appId, WebhookSettings settings) {
        Event event = queued.event();
        json.writeStartObject();
        json.writeNumberProperty("eventId", event.id());
        json.writeNumberProperty("subscriptionId", event.interest().subscriptionId());
        json.writeNumberProperty("portalId", portalId);
        json.writeNumberProperty("appId", appId);
        json.writeNumberProperty("occurredAt", event.at());
        json.writeStringProperty(
                settings.eventTypeKey() ? "eventType" : "subscriptionType",
                event.interest().name());
        json.writeNumberProperty("attemptNumber", queued.attempt());
        boolean generic = !event.interest().typeId().isEmpty();
        if (generic) {
            json.writeStringProperty("objectTypeId", event.interest().typeId());
        }
        writeWhat(json, event.what(), generic, settings.associationObjectId());
        json.writeStringProperty("changeSource", event.source().type());
        json.writeStringProperty("sourceId", event.source().id());
        json.writeEndObject();
    }

    private static void writeWhat(JsonGenerator json, Event.What what, boolean generic, boolean associationObjectId) {
        switch (what) {
            case Event.Flagged(var objectId, var flag) -> {
                json.writeNumberProperty("objectId", objectId);
                if (flag != null) {
                    json.writeStringProperty("changeFlag", flag);
                }
            }
            case Event.PropertyChanged(var objectId, var property, var value) -> {
                json.writeNumberProperty("objectId", objectId);
                json.writeStringProperty("propertyName", property);
                if (value != null) {
                    json.writeStringProperty("propertyValue", value);
                }
                json.writeBooleanProperty("isSensitive", value == null);
            }
            case Event.Merged(var survivorId, var primaryId, var mergedIds, var moved) -> {
                json.writeNumberProperty("objectId", survivorId);
                json.writeNumberProperty("primaryObjectId", primaryId);
                json.writeArrayPropertyStart("mergedObjectIds");
                mergedIds.forEach(json::writeNumber);
                json.writeEndArray();
                json.writeNumberProperty("newObjectId", survivorId);
                json.writeNumberProperty("numberOfPropertiesMoved", moved);
            }
            case Event.Associated link -> {
                if (associationObjectId) {
                    json.writeNumberProperty("objectId", link.fromId());
                }
                json.writeStringProperty("associationType", link.associationType());
                json.writeNumberProperty("fromObjectId", link.fromId());
                json.writeNumberProperty("toObjectId", link.toId());
                json.writeBooleanProperty("associationRemoved", link.removed());
                json.writeBooleanProperty("isPrimaryAssociation", link.primary());
                if (generic) {
                    json.writeStringProperty("fromObjectTypeId", link.fromTypeId());
                    json.writeStringProperty("toObjectTypeId", link.toTypeId());
                    json.writeStringProperty("associationCategory", link.category());
                    json.writeNumberProperty("associationTypeId", link.typeId());
                }
            }
        }
    }
}
