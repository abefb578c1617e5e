package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.hubspot.EventJournal.Portion;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.hubspot.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads a file of the webhooks journal into the same events that webhooks bring. What makes no sense is left out: polls will
 * find it. Thread-safe.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide">Webhooks journal</a>
 */
public final class JournalFileParser {
    private static final Logger log = LoggerFactory.getLogger(JournalFileParser.class);

    /** Webhooks' words for the journal's actions. */
    private static final Map<String, String> KINDS = Map.of(
            "CREATE", "creation",
            "UPDATE", "propertyChange",
            "DELETE", "deletion",
            "RESTORE", "restore",
            "MERGE", "merge",
            "GDPR_DELETE", "privacyDeletion",
            "ASSOCIATION_ADDED", "associationChange",
            "ASSOCIATION_REMOVED", "associationChange");

    private final TypeNames types;

    /** @param customTypes the names under which custom types are mapped, by HubSpot's ids for them ({@code 2-123}) */
    public JournalFileParser(Map<String, ObjectType> customTypes) {
        this.types = new TypeNames(customTypes);
    }

    /** HubSpot's id of a type, for subscribing. */
    public static String idOf(ObjectType type) {
        return TypeNames.idOf(type);
    }

    /**
     * @param offset as HubSpot named the file when it was asked for
     * @param portalId only entries of this account count
     * @throws IllegalArgumentException when it is no such file
     */
    public Portion.Events parse(byte[] file, String offset, String portalId) {
        var tree = Json.treeOrNull(file);
        var publishedAt = tree == null ? null : time(Json.text(tree, "publishedAt"));
        if (tree == null || publishedAt == null) {
            throw new IllegalArgumentException("no file of the journal");
        }
        var events = new ArrayList<InboxEvent>();
        for (var entry : tree.path("journalEvents")) {
            var portal = Json.text(entry, "portalId");
            if (portal.isEmpty() || portal.equals(portalId)) {
                events.addAll(read(entry));
            }
        }
        return new Portion.Events(events, offset, publishedAt);
    }

    private List<InboxEvent> read(JsonNode entry) {
        var kind = KINDS.get(Json.text(entry, "action"));
        var occurredAt = time(Json.text(entry, "occurredAt"));
        if (kind == null || occurredAt == null) {
            log.debug("An entry of the journal is of a kind that is not synced, or has no time");
            return List.of();
        }
        if (kind.equals("associationChange")) {
            return associationChange(entry, occurredAt);
        }
        var type = types.byId(Json.text(entry, "objectTypeId"));
        if (type == null) {
            return List.of();
        }
        var events = new ArrayList<InboxEvent>();
        for (var id : ids(entry)) {
            if (kind.equals("propertyChange")) {
                entry.path("propertyChanges")
                        .properties()
                        .forEach(change -> events.add(
                                event(type, id, kind, change.getKey(), Json.text(change.getValue()), occurredAt)));
            } else {
                events.add(event(type, id, kind, "", "", occurredAt));
            }
        }
        return events;
    }

    private List<InboxEvent> associationChange(JsonNode entry, Instant occurredAt) {
        var events = new ArrayList<InboxEvent>();
        var detail = String.join(
                ">",
                Json.text(entry, "fromObjectId"),
                Json.text(entry, "toObjectId"),
                Json.text(entry, "associationTypeId"),
                Json.text(entry, "action"),
                Json.text(entry, "isPrimary"));
        for (var end : List.of("from", "to")) {
            var type = types.byId(Json.text(entry, end + "ObjectTypeId"));
            var id = Json.text(entry, end + "ObjectId");
            if (type != null && isId(id)) {
                events.add(new InboxEvent(
                        0,
                        type,
                        new HubSpotId(id),
                        "associationChange",
                        "",
                        "",
                        occurredAt,
                        false,
                        DeduplicationKey.of("associationChange", type, id, "", occurredAt, detail),
                        Feed.JOURNAL));
            }
        }
        return events;
    }

    /** The record, and in a merge all that took part in it. */
    private static List<String> ids(JsonNode entry) {
        var ids = new LinkedHashSet<String>();
        ids.add(Json.text(entry, "objectId"));
        ids.add(Json.text(entry, "primaryObjectId"));
        entry.path("mergedObjectIds").forEach(merged -> ids.add(Json.text(merged)));
        return ids.stream().filter(JournalFileParser::isId).toList();
    }

    private static boolean isId(String text) {
        return text.matches("\\d{1,20}");
    }

    /** The journal does not tell whose change it was, so nothing in it counts as ours. */
    private static InboxEvent event(
            ObjectType type, String id, String kind, String property, String value, Instant occurredAt) {
        return new InboxEvent(
                0,
                type,
                new HubSpotId(id),
                kind,
                property,
                value,
                occurredAt,
                false,
                DeduplicationKey.of(kind, type, id, property, occurredAt, value),
                Feed.JOURNAL);
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.matches("\\d+") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
