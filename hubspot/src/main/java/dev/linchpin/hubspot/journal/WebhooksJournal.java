package dev.linchpin.hubspot.journal;

import dev.linchpin.engine.hubspot.EventJournal;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import dev.linchpin.hubspot.webhooks.JournalFileParser;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Reads the journal: each call answers where the next file lies, and the file is fetched from there, without a credential.
 * Thread-safe.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide">Webhooks journal</a>
 */
public final class WebhooksJournal implements EventJournal {
    private static final List<String> OF_RECORDS = List.of("CREATE", "UPDATE", "DELETE", "RESTORE", "MERGE");
    private static final List<String> OF_ASSOCIATIONS = List.of("ASSOCIATION_ADDED", "ASSOCIATION_REMOVED");

    private final URI baseUrl;
    private final Reader reader;
    private final Transport transport;
    private final Duration timeout;
    private final Supplier<String> portalId;
    private final JournalFileParser parser = new JournalFileParser(Map.of());

    /**
     * @param reader with the app's own credential, and a budget of its own: the journal counts towards no other limit
     * @param portalId the account whose entries are wanted
     */
    public WebhooksJournal(
            URI baseUrl, Reader reader, Transport transport, Duration timeout, Supplier<String> portalId) {
        this.baseUrl = baseUrl;
        this.reader = reader;
        this.transport = transport;
        this.timeout = timeout;
        this.portalId = portalId;
    }

    @Override
    public boolean subscribe(ObjectType type, List<String> properties) {
        var id = JournalFileParser.idOf(type);
        var known = tree(reader.answer(
                        ApiCall.get("webhooks-journal/subscriptions", ApiPaths.JOURNAL_SUBSCRIPTIONS), Lane.BACKGROUND))
                .path("results");
        var records = ensure(known, "OBJECT", id, OF_RECORDS, properties);
        var associations = ensure(known, "ASSOCIATION", id, OF_ASSOCIATIONS, List.of());
        return records || associations;
    }

    private boolean ensure(JsonNode known, String subject, String type, List<String> actions, List<String> properties) {
        var portal = portalId.get();
        for (var subscription : known) {
            var isAboutIt = Json.text(subscription, "subscriptionType").equals(subject)
                    && Json.text(subscription, "objectTypeId").equals(type)
                    && Json.text(subscription, "portalId").equals(portal);
            if (isAboutIt) {
                var tellsAll = new HashSet<>(Json.texts(subscription, "actions")).containsAll(actions)
                        && new HashSet<>(Json.texts(subscription, "properties")).containsAll(properties);
                if (!tellsAll) {
                    replace(Json.text(subscription, "id"), body(subject, type, actions, properties));
                }
                return !tellsAll;
            }
        }
        reader.answer(post(body(subject, type, actions, properties)), Lane.BACKGROUND);
        return true;
    }

    private JsonNode body(String subject, String type, List<String> actions, List<String> properties) {
        var body = Json.object();
        body.put("subscriptionType", subject);
        body.put("portalId", Long.parseLong(portalId.get()));
        body.put("objectTypeId", type);
        Json.putTexts(body, "actions", actions);
        Json.putTexts(body, "properties", properties);
        return body;
    }

    /** HubSpot's words call the operation an upsert; yet refusals of a second subscription have been reported. */
    private void replace(String id, JsonNode body) {
        switch (reader.call(post(body), Lane.BACKGROUND)) {
            case Reply.Success _ -> {}
            case Reply.Failed(Failure.Conflict _) -> {
                var path = ApiPaths.JOURNAL_SUBSCRIPTIONS + "/" + ApiPaths.encoded(id);
                reader.answer(ApiCall.delete("webhooks-journal/subscriptions/{id}", path), Lane.BACKGROUND);
                reader.answer(post(body), Lane.BACKGROUND);
            }
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        }
    }

    private static ApiCall post(JsonNode body) {
        return ApiCall.write("webhooks-journal/subscriptions", ApiPaths.JOURNAL_SUBSCRIPTIONS, body);
    }

    @Override
    public Portion after(String offset) {
        var where = offset.isEmpty() ? "/earliest" : "/offset/" + ApiPaths.encoded(offset) + "/next";
        var call = ApiCall.get("webhooks-journal/next", ApiPaths.JOURNAL + where + account());
        return switch (reader.call(call, Lane.WEBHOOK)) {
            case Reply.Success(var answer) -> answer.status() == 204 ? new Portion.End() : file(call, answer);
            // What HubSpot answers at the end is not documented for certain, and an offset that has expired is a 404
            // too.
            case Reply.Failed(Failure.Missing _), Reply.Failed(Failure.Misdirected _) ->
                offset.isEmpty() || isKept(offset) ? new Portion.End() : new Portion.Expired();
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    private String account() {
        return "?installPortalId=" + ApiPaths.encoded(portalId.get());
    }

    private boolean isKept(String offset) {
        var body = Json.object();
        Json.putTexts(body, "inputs", List.of(offset));
        var call = ApiCall.query("webhooks-journal/batch/read", ApiPaths.JOURNAL + "/batch/read" + account(), body);
        return !tree(reader.answer(call, Lane.WEBHOOK)).path("results").isEmpty();
    }

    private Portion file(ApiCall call, HttpAnswer answer) {
        var pointer = tree(answer);
        var offset = Json.text(pointer, "currentOffset");
        var url = Json.text(pointer, "url");
        try {
            return parser.parse(fetch(baseUrl.resolve(url)), offset, portalId.get());
        } catch (IllegalArgumentException unreadable) {
            throw Problems.unreadable(call, unreadable);
        }
    }

    /** The address is signed: it opens without a credential, and the credential must not go to whatever host it names. */
    private byte[] fetch(URI url) {
        try {
            var answer = transport.send(new HttpCall("GET", url, Map.of(), null, timeout));
            if (answer.status() != 200) {
                throw new HubSpotException.Transient(
                        "A file of HubSpot's journal could not be fetched (" + answer.status() + ")", null, null);
            }
            return answer.body();
        } catch (TransportException noAnswer) {
            throw new HubSpotException.Transient(
                    "A file of HubSpot's journal could not be fetched: " + noAnswer.getMessage(), null, noAnswer);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new HubSpotException.Transient("Told to stop while reading HubSpot's journal", null, stop);
        }
    }

    private static JsonNode tree(HttpAnswer answer) {
        var tree = Json.treeOrNull(answer.body());
        return tree == null ? Json.object() : tree;
    }
}
