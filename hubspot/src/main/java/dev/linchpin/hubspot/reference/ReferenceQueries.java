package dev.linchpin.hubspot.reference;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.types.StandardTypes;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Pipelines, owners and lists. Thread-safe; blocks.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/pipelines/guide">Pipelines</a>
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/owners/guide">Owners</a>
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/lists/guide">Lists</a>
 */
public final class ReferenceQueries implements ReferenceData {
    private static final int PAGE = 100;

    private final Reader reader;

    public ReferenceQueries(Reader reader) {
        this.reader = reader;
    }

    @Override
    public List<Pipeline> pipelines(ObjectType type, Lane lane) {
        var call = ApiCall.get("pipelines/" + type, ApiPaths.pipelines(type));
        return switch (reader.call(call, lane)) {
            case Reply.Success(var answer) -> items(tree(call, answer), ReferenceQueries::pipeline);
            // A type without pipelines.
            case Reply.Failed(Failure.Missing _), Reply.Failed(Failure.Invalid _) -> List.of();
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    @Override
    public Page<Owner> owners(boolean archived, String after, Lane lane) {
        var path = ApiPaths.OWNERS + "?limit=" + PAGE + "&archived=" + archived + cursor(after);
        return page(ApiCall.get("owners", path), lane, ReferenceQueries::owner);
    }

    @Override
    public Page<RecordList> lists(String after, Lane lane) {
        var body = Json.object().put("count", PAGE);
        if (!after.isEmpty()) {
            body.put("after", after);
        }
        return page(ApiCall.query("lists/all", ApiPaths.LISTS + "/all", body), lane, ReferenceQueries::list);
    }

    @Override
    public Page<Member> members(String list, String after, Lane lane) {
        var path = ApiPaths.LISTS + "/" + ApiPaths.encoded(list) + "/memberships?limit=" + PAGE + cursor(after);
        var call = ApiCall.get("lists/{id}/memberships", path);
        return switch (reader.call(call, lane)) {
            case Reply.Success(var answer) -> page(tree(call, answer), ReferenceQueries::member);
            // Deleted since the lists were read.
            case Reply.Failed(Failure.Missing _) -> new Page<>(List.of(), null);
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    private static String cursor(String after) {
        return after.isEmpty() ? "" : "&after=" + ApiPaths.encoded(after);
    }

    private <T> Page<T> page(ApiCall call, Lane lane, Function<JsonNode, T> item) {
        return page(tree(call, reader.answer(call, lane)), item);
    }

    private static <T> Page<T> page(JsonNode tree, Function<JsonNode, T> item) {
        var next = Json.text(tree.path("paging").path("next"), "after");
        return new Page<>(items(tree, item), next.isEmpty() ? null : next);
    }

    private static <T> List<T> items(JsonNode tree, Function<JsonNode, T> item) {
        return StreamSupport.stream(tree.path("results").spliterator(), false)
                .map(item)
                .toList();
    }

    private static Pipeline pipeline(JsonNode node) {
        return new Pipeline(
                Json.text(node, "id"),
                Json.text(node, "label"),
                node.path("displayOrder").asInt(0),
                StreamSupport.stream(node.path("stages").spliterator(), false)
                        .map(ReferenceQueries::stage)
                        .toList(),
                instant(Json.text(node, "createdAt")),
                instant(Json.text(node, "updatedAt")));
    }

    /** Deals tell it by isClosed, tickets by ticketState. */
    private static Stage stage(JsonNode node) {
        var metadata = node.path("metadata");
        return new Stage(
                Json.text(node, "id"),
                Json.text(node, "label"),
                node.path("displayOrder").asInt(0),
                Json.text(metadata, "isClosed").equals("true")
                        || Json.text(metadata, "ticketState").equals("CLOSED"),
                Json.text(metadata, "probability"),
                metadata.isObject() ? metadata.toString() : "",
                instant(Json.text(node, "createdAt")),
                instant(Json.text(node, "updatedAt")));
    }

    private static Owner owner(JsonNode node) {
        return new Owner(
                Json.text(node, "id"),
                Json.text(node, "userId"),
                Json.text(node, "email"),
                Json.text(node, "firstName"),
                Json.text(node, "lastName"),
                Json.text(node, "type"));
    }

    private static RecordList list(JsonNode node) {
        var type = Json.text(node, "objectTypeId");
        return new RecordList(
                Json.text(node, "listId"),
                Json.text(node, "name"),
                StandardTypes.BY_ID.getOrDefault(type, type),
                Json.text(node, "processingType"));
    }

    private static Member member(JsonNode node) {
        return new Member(Json.text(node, "recordId"), instant(Json.text(node, "membershipTimestamp")));
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static JsonNode tree(ApiCall call, HttpAnswer answer) {
        try {
            return Json.tree(answer.body());
        } catch (JacksonException notJson) {
            throw Problems.unreadable(call, notJson);
        }
    }
}
