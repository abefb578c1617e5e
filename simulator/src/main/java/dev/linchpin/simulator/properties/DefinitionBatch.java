package dev.linchpin.simulator.properties;

import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What batch calls about definitions answer: 207 as soon as one input is refused (HubSpot OpenAPI, "CRM Properties"). */
public final class DefinitionBatch {

    private DefinitionBatch() {}

    /**
     * Carries out each input by itself.
     *
     * @param status when none is refused
     * @param now milliseconds
     */
    public static SimulatedResponse of(
            int status, List<JsonNode> inputs, long now, Function<JsonNode, ObjectNode> each) {
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        var results = json.putArray("results");
        var errors = Json.array();
        for (JsonNode input : inputs) {
            try {
                results.add(each.apply(input));
            } catch (ApiException e) {
                errors.add(e.error().toBatchEntry());
            }
        }
        json.put("startedAt", Timestamps.iso(now));
        json.put("completedAt", Timestamps.iso(now));
        if (errors.isEmpty()) {
            return SimulatedResponse.json(status, json);
        }
        json.put("numErrors", errors.size());
        json.set("errors", errors);
        return SimulatedResponse.json(207, json);
    }
}
