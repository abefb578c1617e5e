package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.WebhookSettings;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as HubSpot sends them (HubSpot docs, "Webhooks guide", and payloads published by others). Whether events about
 * associations have an {@code objectId} is not known. Pure.
 */
final class EventJson {

    private EventJson() {}

    static ObjectNode of(QueuedEvent queued, long portalId, long appId, WebhookSettings settings) {
        Event event = queued.event();
        ObjectNode json = Json.object();
        json.put("eventId", event.id());
        json.put("subscriptionId", event.interest().subscriptionId());
        json.put("portalId", portalId);
        json.put("appId", appId);
        json.put("occurredAt", event.at());
        json.put(
                settings.eventTypeKey() ? "eventType" : "subscriptionType",
                event.interest().name());
        json.put("attemptNumber", queued.attempt());
        boolean generic = !event.interest().typeId().isEmpty();
        if (generic) {
            json.put("objectTypeId", event.interest().typeId());
        }
        addWhat(json, event.what(), generic, settings.associationObjectId());
        json.put("changeSource", event.source().type());
        json.put("sourceId", event.source().id());
        return json;
    }

    private static void addWhat(ObjectNode json, Event.What what, boolean generic, boolean associationObjectId) {
        switch (what) {
            case Event.Flagged(var objectId, var flag) -> {
                json.put("objectId", objectId);
                if (flag != null) {
                    json.put("changeFlag", flag);
                }
            }
            case Event.PropertyChanged(var objectId, var property, var value) -> {
                json.put("objectId", objectId);
                json.put("propertyName", property);
                if (value != null) {
                    json.put("propertyValue", value);
                }
                json.put("isSensitive", value == null);
            }
            case Event.Merged(var survivorId, var primaryId, var mergedIds, var moved) -> {
                json.put("objectId", survivorId);
                json.put("primaryObjectId", primaryId);
                ArrayNode merged = json.putArray("mergedObjectIds");
                mergedIds.forEach(merged::add);
                json.put("newObjectId", survivorId);
                json.put("numberOfPropertiesMoved", moved);
            }
            case Event.Associated link -> {
                if (associationObjectId) {
                    json.put("objectId", link.fromId());
                }
                json.put("associationType", link.associationType());
                json.put("fromObjectId", link.fromId());
                json.put("toObjectId", link.toId());
                json.put("associationRemoved", link.removed());
                json.put("isPrimaryAssociation", link.primary());
                if (generic) {
                    json.put("fromObjectTypeId", link.fromTypeId());
                    json.put("toObjectTypeId", link.toTypeId());
                    json.put("associationCategory", link.category());
                    json.put("associationTypeId", link.typeId());
                }
            }
        }
    }
}
