package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one entry of a delivery, which may concern several records. */
final class EventReader {
    private static final Set<String> KINDS = Set.of(
            "creation", "deletion", "restore", "privacyDeletion", "propertyChange", "associationChange", "merge");

    private final TypeNames types;
    private final OwnApp ownApp;

    EventReader(TypeNames types, OwnApp ownApp) {
        this.types = types;
        this.ownApp = ownApp;
    }

    /** What an entry comes to. */
    sealed interface Reading {
        record Events(List<InboxEvent> events) implements Reading {}

        record Nothing(String reason) implements Reading {}
    }

    Reading read(JsonNode entry) {
        // HubSpot's deliveries say subscriptionType, its documentation eventType.
        var subscription = Json.text(entry, "subscriptionType").isEmpty()
                ? Json.text(entry, "eventType")
                : Json.text(entry, "subscriptionType");
        var dot = subscription.indexOf('.');
        var kind = subscription.substring(dot + 1);
        if (dot < 0 || !KINDS.contains(kind)) {
            return new Reading.Nothing("is of a kind that is not synced");
        }
        var type = typeOf(entry, subscription.substring(0, dot));
        if (type == null) {
            return new Reading.Nothing("is about a type of record that is not synced");
        }
        var occurredAt = entry.path("occurredAt").asLong(0);
        if (occurredAt <= 0) {
            return new Reading.Nothing("has no occurredAt");
        }
        var records = switch (kind) {
            case "merge" -> mergeOf(entry, type);
            case "associationChange" -> endsOf(entry, type);
            default -> one(type, id(entry, "objectId"));
        };
        if (records.isEmpty()) {
            return new Reading.Nothing("names no record");
        }
        var events = new ArrayList<InboxEvent>(records.size());
        for (var record : records) {
            events.add(event(entry, kind, record, Instant.ofEpochMilli(occurredAt)));
        }
        return new Reading.Events(events);
    }

    private record Subject(ObjectType type, String id) {}

    private InboxEvent event(JsonNode entry, String kind, Subject subject, Instant occurredAt) {
        var isProperty = kind.equals("propertyChange");
        var property = isProperty ? Json.text(entry, "propertyName") : "";
        var value = isProperty ? Json.text(entry, "propertyValue") : "";
        // An association has no name of its own: its ends and labels tell it from others at the same moment.
        var detail = kind.equals("associationChange")
                ? String.join(
                        ">",
                        Json.text(entry, "fromObjectId"),
                        Json.text(entry, "toObjectId"),
                        Json.text(entry, "associationType"),
                        Json.text(entry, "associationRemoved"),
                        Json.text(entry, "isPrimaryAssociation"))
                : value;
        return new InboxEvent(
                0,
                subject.type(),
                new HubSpotId(subject.id()),
                kind,
                property,
                value,
                occurredAt,
                ownApp.wrote(Json.text(entry, "changeSource"), Json.text(entry, "sourceId")),
                DeduplicationKey.of(kind, subject.type(), subject.id(), property, occurredAt, detail));
    }

    private @Nullable ObjectType typeOf(JsonNode entry, String prefix) {
        if (!prefix.equals("object")) {
            return types.bySingular(prefix);
        }
        var id = Json.text(entry, "objectTypeId");
        return types.byId(id.isEmpty() ? Json.text(entry, "fromObjectTypeId") : id);
    }

    /** The survivor first, then all that were merged into it, the former primary record too if it got a new id. */
    private static List<Subject> mergeOf(JsonNode entry, ObjectType type) {
        var ids = new LinkedHashSet<String>();
        for (var name : List.of("newObjectId", "primaryObjectId", "objectId")) {
            ids.add(id(entry, name));
        }
        entry.path("mergedObjectIds").forEach(merged -> ids.add(id(merged)));
        ids.remove("");
        return ids.stream().map(id -> new Subject(type, id)).toList();
    }

    /** Both ends: only one of the two may be mapped to a column, and only one may be subscribed to. */
    private List<Subject> endsOf(JsonNode entry, ObjectType type) {
        var ends = new ArrayList<>(one(type, id(entry, "fromObjectId")));
        var other = otherEnd(entry);
        if (other != null) {
            ends.addAll(one(other, id(entry, "toObjectId")));
        }
        return ends;
    }

    /** {@code CONTACT_TO_COMPANY}, or the type's id in events of the generic kind. Labelled types may name no type. */
    private @Nullable ObjectType otherEnd(JsonNode entry) {
        var byId = types.byId(Json.text(entry, "toObjectTypeId"));
        var name = Json.text(entry, "associationType");
        var to = name.toUpperCase(Locale.ROOT).indexOf("_TO_");
        return byId != null || to < 0 ? byId : types.bySingular(name.substring(to + "_TO_".length()));
    }

    private static List<Subject> one(ObjectType type, String id) {
        return id.isEmpty() ? List.of() : List.of(new Subject(type, id));
    }

    private static String id(JsonNode entry, String name) {
        return id(entry.path(name));
    }

    /** Digits only; empty otherwise. */
    private static String id(JsonNode value) {
        var text = Json.text(value);
        return text.matches("\\d{1,20}") ? text : "";
    }
}
