package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects what a batch call answers: results in any order, errors beside them, and then status 207 (HubSpot docs, "Error
 * handling" and "Using object APIs"). Used once, by one thread.
 */
public final class BatchAnswer {

    private final List<ObjectNode> results = new ArrayList<>();
    private final List<ObjectNode> errors = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final long startedAt;

    /** An answer to a call that began at that millisecond. */
    public BatchAnswer(long startedAt) {
        this.startedAt = startedAt;
    }

    /** Adds a result. */
    public void add(ObjectNode result) {
        results.add(result);
    }

    /** Adds an error, which makes the answer a 207. */
    public void add(ApiError error) {
        errors.add(error.toBatchEntry());
    }

    /** Notes an id that leads to no record; all of them share one error. */
    public void addMissing(String id) {
        missing.add(id);
    }

    /** The answer about records of a type, whose results come in any order if they are shuffled. */
    public SimulatedResponse toResponse(
            int statusWhenAllWell, String singular, boolean shuffle, RandomGenerator random, long now) {
        if (!missing.isEmpty()) {
            add(ApiError.notFound("Could not get some " + singular.toUpperCase(Locale.ROOT)
                            + " objects, they may be deleted or not exist. Check that ids are valid.")
                    .withContext(Map.of("ids", missing)));
        }
        if (shuffle) {
            Collections.shuffle(results, Random.from(random));
        }
        return toResponse(statusWhenAllWell, now);
    }

    /** The answer as of that millisecond. */
    public SimulatedResponse toResponse(int statusWhenAllWell, long now) {
        ObjectNode json = Json.object();
        json.put("status", "COMPLETE");
        json.putArray("results").addAll(results);
        json.put("startedAt", Timestamps.iso(startedAt));
        json.put("completedAt", Timestamps.iso(now));
        if (errors.isEmpty()) {
            return SimulatedResponse.json(statusWhenAllWell, json);
        }
        json.put("numErrors", errors.size());
        json.putArray("errors").addAll(errors);
        return SimulatedResponse.json(207, json);
    }
}
