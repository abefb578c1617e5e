package dev.linchpin.hubspot.webhooks;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of a delivery. Thread-safe.
 *
 * <p>An entry that makes no sense is skipped, and named, rather than refused: HubSpot would repeat the whole delivery for a
 * day and then drop the good entries with it.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/legacy/webhooks/guide">Webhooks</a>
 */
public final class WebhookParser {
    /** HubSpot sends at most 100. */
    static final int MOST_ENTRIES = 1_000;

    private final String portalId;
    private final EventReader reader;

    /**
     * @param portalId only events of this account count; empty to take those of any
     * @param customTypes the names under which custom types are mapped, by HubSpot's ids for them ({@code 2-123})
     */
    public WebhookParser(String portalId, OwnApp ownApp, Map<String, ObjectType> customTypes) {
        this.portalId = portalId;
        this.reader = new EventReader(new TypeNames(customTypes), ownApp);
    }

    /** @param body of a delivery that was verified */
    public Delivery parse(byte[] body) {
        var tree = Json.treeOrNull(body);
        if (tree == null) {
            return new Delivery.Refused("The body is not JSON");
        }
        if (!tree.isArray()) {
            return new Delivery.Refused("The body is not a JSON array of events");
        }
        if (tree.size() > MOST_ENTRIES) {
            return new Delivery.Refused(
                    "The body holds " + tree.size() + " events; more than " + MOST_ENTRIES + " are not taken at once");
        }
        var events = new ArrayList<InboxEvent>(tree.size());
        var skipped = new ArrayList<String>();
        for (var index = 0; index < tree.size(); index++) {
            var entry = tree.get(index);
            var reason = entry == null ? "is missing" : add(entry, events);
            if (reason != null) {
                skipped.add("Event " + index + " " + reason);
            }
        }
        return new Delivery.Understood(events, skipped);
    }

    /** Why the entry yields no event; null when it does. */
    private @Nullable String add(JsonNode entry, List<InboxEvent> events) {
        if (!entry.isObject()) {
            return "is not an object";
        }
        var portal = Json.text(entry, "portalId");
        if (!portalId.isEmpty() && !portal.isEmpty() && !portal.equals(portalId)) {
            return "belongs to account " + portal;
        }
        return switch (reader.read(entry)) {
            case EventReader.Reading.Events(var read) -> {
                events.addAll(read);
                yield null;
            }
            case EventReader.Reading.Nothing(var reason) -> reason;
        };
    }
}
