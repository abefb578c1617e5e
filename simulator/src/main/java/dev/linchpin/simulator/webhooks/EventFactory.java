package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ObjectType;
import dev.linchpin.simulator.crm.Property;
import dev.linchpin.simulator.crm.StoredRecord;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.WebhookSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the events that subscriptions get for a change: for a creation one for the record and one for each property, for
 * a merge one for the survivor and a deletion for each absorbed record. Not thread-safe.
 *
 * <p>Source: HubSpot docs, "Webhooks guide" (developers.hubspot.com/docs/api-reference/legacy/webhooks/guide) and payloads
 * published by others.
 */
final class EventFactory {

    /** Types whose events are named after them; those of others are named {@code object.*}. */
    private static final Set<String> NAMED = Set.of("contact", "company", "deal", "ticket", "line_item", "product");

    private final long portalId;
    private final long appId;
    private final Map<String, Integer> subscriptions = new HashMap<>();
    private long lastEventId = 770_000;

    EventFactory(long portalId, long appId) {
        this.portalId = portalId;
        this.appId = appId;
    }

    List<ObjectNode> events(Change change, WebhookSettings settings) {
        if (!settings.objectTypes().contains(change.type().name())) {
            return List.of();
        }
        var events = new ArrayList<ObjectNode>();
        switch (change) {
            case Change.Created created -> {
                events.add(flagged(change, settings, created.record().id(), "creation", "CREATED"));
                addProperties(events, change, settings, created.record(), created.written());
            }
            case Change.Updated updated -> addProperties(events, change, settings, updated.record(), updated.changed());
            case Change.Archived archived ->
                events.add(flagged(change, settings, archived.record().id(), "deletion", "DELETED"));
            case Change.Restored restored ->
                events.add(flagged(change, settings, restored.record().id(), "restore", "RESTORED"));
            case Change.Erased erased -> {
                if (erased.type().name().equals("contacts")) {
                    events.add(event(change, settings, erased.record().id(), "privacyDeletion", ""));
                }
                events.add(flagged(change, settings, erased.record().id(), "deletion", "DELETED"));
            }
            case Change.Merged merged -> {
                events.add(merge(merged, settings));
                for (long gone : merged.absorbed()) {
                    events.add(flagged(change, settings, gone, "deletion", "DELETED"));
                }
            }
            case Change.Associated _, Change.Listed _ -> {}
        }
        return events;
    }

    private void addProperties(
            List<ObjectNode> events,
            Change change,
            WebhookSettings settings,
            StoredRecord record,
            List<Property> properties) {
        for (Property property : properties) {
            List<String> wanted = settings.properties();
            if (wanted == null || wanted.contains(property.name())) {
                ObjectNode event = event(change, settings, record.id(), "propertyChange", property.name());
                String value = record.stored(property.slot());
                event.put("propertyName", property.name());
                event.put("propertyValue", value == null ? "" : value);
                event.put("isSensitive", false);
                events.add(event);
            }
        }
    }

    private ObjectNode merge(Change.Merged merged, WebhookSettings settings) {
        ObjectNode event = event(merged, settings, merged.survivor().id(), "merge", "");
        event.put("primaryObjectId", merged.primaryId());
        event.putArray("mergedObjectIds").add(merged.mergedId());
        event.put("newObjectId", merged.survivor().id());
        event.put("numberOfPropertiesMoved", merged.moved());
        return event;
    }

    private ObjectNode flagged(Change change, WebhookSettings settings, long id, String kind, String flag) {
        ObjectNode event = event(change, settings, id, kind, "");
        event.put("changeFlag", flag);
        return event;
    }

    private ObjectNode event(Change change, WebhookSettings settings, long id, String kind, String property) {
        ObjectType type = change.type();
        boolean generic = settings.genericEvents() || !NAMED.contains(type.singular());
        String subscriptionType = (generic ? "object" : type.singular()) + "." + kind;
        int subscription = subscriptions.computeIfAbsent(
                type.name() + " " + subscriptionType + " " + property, key -> 9_001 + subscriptions.size());
        ObjectNode event = Json.object();
        event.put("eventId", ++lastEventId);
        event.put("subscriptionId", subscription);
        event.put("portalId", portalId);
        event.put("appId", appId);
        event.put("occurredAt", change.at());
        event.put("subscriptionType", subscriptionType);
        if (generic) {
            event.put("objectTypeId", type.typeId());
        }
        event.put("objectId", id);
        event.put("changeSource", change.source().type());
        event.put("sourceId", change.source().id());
        return event;
    }
}
