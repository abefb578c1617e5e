package dev.linchpin.simulator.exchange;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * HubSpot's error envelope, as an answer of its own or as one entry of a 207 answer.
 *
 * <p>Source: HubSpot docs, "Error handling" (developers.hubspot.com/docs/api-reference/error-handling).
 *
 * @param status HTTP status when it is the whole answer
 * @param category machine-readable group such as {@code VALIDATION_ERROR}; null when HubSpot sends none
 * @param message what a person reads
 * @param context values keyed by name, such as {@code ids}
 * @param details one entry for each thing that is wrong
 * @param extra top-level fields beyond the envelope, such as {@code policyName}
 * @param links pages to read, by name
 */
public record ApiError(
        int status,
        @Nullable String category,
        String message,
        Map<String, List<String>> context,
        List<Detail> details,
        Map<String, String> extra,
        Map<String, String> links) {

    /** One thing that is wrong, usually about one property. */
    public record Detail(String message, @Nullable String code, Map<String, List<String>> context) {}

    /** An error with a category and a message. */
    public static ApiError of(int status, String category, String message) {
        return new ApiError(status, category, message, Map.of(), List.of(), Map.of(), Map.of());
    }

    /** A 400 {@code VALIDATION_ERROR}. */
    public static ApiError invalid(String message) {
        return of(400, "VALIDATION_ERROR", message);
    }

    /** A 404 {@code OBJECT_NOT_FOUND}. */
    public static ApiError notFound(String message) {
        return of(404, "OBJECT_NOT_FOUND", message);
    }

    /** A 404 about a record that is not there; the odd wording is HubSpot's. */
    public static ApiError objectNotFound(String id) {
        return notFound("Object not found.  objectId are usually numeric.").withContext(Map.of("id", List.of(id)));
    }

    /** A 423 about a record that another write holds; the wording is not documented. */
    public static ApiError locked() {
        return of(423, "LOCKED", "The record is locked by another request; retry after 2 seconds");
    }

    /** The same error with these context values. */
    public ApiError withContext(Map<String, List<String>> values) {
        return new ApiError(status, category, message, values, details, extra, links);
    }

    /** The same error with these details. */
    public ApiError withDetails(List<Detail> values) {
        return new ApiError(status, category, message, context, values, extra, links);
    }

    /** The same error with further top-level fields. */
    public ApiError withExtra(Map<String, String> values) {
        return new ApiError(status, category, message, context, details, values, links);
    }

    /** The same error with links. */
    public ApiError withLinks(Map<String, String> values) {
        return new ApiError(status, category, message, context, details, extra, values);
    }

    /** As something to throw. */
    public ApiException exception() {
        return new ApiException(this);
    }

    /** The body of an answer that consists of this error. */
    public ObjectNode toAnswer(String correlationId) {
        ObjectNode json = Json.object();
        json.put("status", "error");
        json.put("message", message);
        json.put("correlationId", correlationId);
        return addRest(json);
    }

    /** The entry for this error in the {@code errors} of a 207 answer. */
    public ObjectNode toBatchEntry() {
        ObjectNode json = Json.object();
        json.put("status", "error");
        json.put("message", message);
        return addRest(json);
    }

    private ObjectNode addRest(ObjectNode json) {
        if (category != null) {
            json.put("category", category);
        }
        extra.forEach(json::put);
        addContext(json, context);
        if (!details.isEmpty()) {
            var errors = json.putArray("errors");
            for (Detail detail : details) {
                ObjectNode entry = errors.addObject();
                entry.put("message", detail.message());
                if (detail.code() != null) {
                    entry.put("code", detail.code());
                }
                addContext(entry, detail.context());
            }
        }
        if (!links.isEmpty()) {
            ObjectNode node = json.putObject("links");
            links.forEach(node::put);
        }
        return json;
    }

    private static void addContext(ObjectNode json, Map<String, List<String>> context) {
        if (!context.isEmpty()) {
            ObjectNode node = json.putObject("context");
            context.forEach((key, values) -> node.set(key, Json.array(values)));
        }
    }
}
