package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.associations.LinkRequest;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One input of a batch write.
 *
 * @param id record id, or a value of the id property; empty where a record is created without one
 * @param properties values by property name
 * @param associations links of a record to be created
 * @param traceId the caller's own name for it, or null
 */
record BatchInput(
        String id,
        @Nullable String idProperty,
        Map<String, @Nullable String> properties,
        List<LinkRequest> associations,
        @Nullable String traceId) {

    static List<BatchInput> creations(List<JsonNode> raw) {
        var inputs = new ArrayList<BatchInput>();
        for (JsonNode input : raw) {
            inputs.add(new BatchInput(
                    "", null, ObjectsApi.properties(input), LinkRequest.ofCreation(input), trace(input)));
        }
        return inputs;
    }

    /** Inputs that name a record, each at most once: HubSpot refuses the whole batch otherwise. */
    static List<BatchInput> changes(List<JsonNode> raw) {
        var inputs = new ArrayList<BatchInput>();
        var seen = new HashSet<String>();
        var twice = new LinkedHashSet<String>();
        for (JsonNode input : raw) {
            String id = Json.requiredText(input, "id");
            String idProperty = Json.optionalText(input, "idProperty");
            if (!seen.add("email".equals(idProperty) ? id.strip().toLowerCase(Locale.ROOT) : id)) {
                twice.add(id);
            }
            inputs.add(new BatchInput(id, idProperty, ObjectsApi.properties(input), List.of(), trace(input)));
        }
        if (!twice.isEmpty()) {
            throw ApiError.invalid("Duplicate IDs found in batch input: " + twice + ". IDs must be unique")
                    .withContext(Map.of("ids", List.copyOf(twice)))
                    .exception();
        }
        return inputs;
    }

    /** Whether every input has a trace id of its own, which makes a batch creation partial instead of all-or-nothing. */
    static boolean allTraced(List<BatchInput> inputs) {
        Set<String> traces = new HashSet<>();
        for (BatchInput input : inputs) {
            if (input.traceId() == null || !traces.add(input.traceId())) {
                return false;
            }
        }
        return !inputs.isEmpty();
    }

    /** The error as one about this input. */
    ApiError about(ApiError error) {
        var context = new LinkedHashMap<>(error.context());
        if (traceId != null) {
            context.put("objectWriteTraceId", List.of(traceId));
        }
        if (!id.isEmpty()) {
            context.putIfAbsent("ids", List.of(id));
        }
        return error.withContext(context);
    }

    private static @Nullable String trace(JsonNode input) {
        return Json.optionalText(input, "objectWriteTraceId");
    }
}
