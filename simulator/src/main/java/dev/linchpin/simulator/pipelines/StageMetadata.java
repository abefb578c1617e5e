package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What stages say about themselves, by kind of object; other keys are dropped.
 *
 * <p>Source: HubSpot docs, "Pipelines" for {@code probability} and {@code ticketState}; the form in which they are kept, and
 * {@code state} of custom objects, were observed by the Kalup project. {@code leadState} is UNCONFIRMED.
 */
final class StageMetadata {

    private static final Set<String> OPEN_OR_CLOSED = Set.of("OPEN", "CLOSED");
    private static final Set<String> LEAD_STATES = Set.of("NEW", "IN_PROGRESS", "QUALIFIED", "UNQUALIFIED");

    private StageMetadata() {}

    /** The metadata to keep, from what was sent over what was there. */
    static Map<String, String> of(ObjectType type, @Nullable JsonNode sent, Map<String, String> before) {
        return switch (type.name()) {
            case "deals" -> deal(sent, before);
            case "tickets" -> {
                String state = choice(sent, "ticketState", before, OPEN_OR_CLOSED, "OPEN");
                yield closed(state.equals("CLOSED"), "ticketState", state);
            }
            case "leads" -> {
                String state = choice(sent, "leadState", before, LEAD_STATES, "IN_PROGRESS");
                yield closed(state.endsWith("QUALIFIED"), "leadState", state);
            }
            default -> Map.of("state", choice(sent, "state", before, OPEN_OR_CLOSED, "OPEN"));
        };
    }

    private static Map<String, String> deal(@Nullable JsonNode sent, Map<String, String> before) {
        JsonNode given = sent == null ? null : sent.get("probability");
        String text = given == null ? before.get("probability") : Json.scalar(given, "probability");
        if (text == null) {
            throw ApiError.invalid("You must specify probability when writing a dealstage")
                    .exception();
        }
        BigDecimal probability;
        try {
            probability = new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            throw invalid("probability", text).exception();
        }
        if (probability.signum() < 0 || probability.compareTo(BigDecimal.ONE) > 0) {
            throw invalid("probability", text).exception();
        }
        boolean last = probability.signum() == 0 || probability.compareTo(BigDecimal.ONE) == 0;
        return closed(last, "probability", Double.toString(probability.doubleValue()));
    }

    private static Map<String, String> closed(boolean closed, String key, String value) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("isClosed", Boolean.toString(closed));
        metadata.put(key, value);
        return metadata;
    }

    private static String choice(
            @Nullable JsonNode sent, String key, Map<String, String> before, Set<String> allowed, String otherwise) {
        JsonNode given = sent == null ? null : sent.get(key);
        String value = given == null || given.isNull() ? before.getOrDefault(key, otherwise) : Json.scalar(given, key);
        if (value == null || !allowed.contains(value)) {
            throw invalid(key, String.valueOf(value)).exception();
        }
        return value;
    }

    private static ApiError invalid(String key, String value) {
        return PipelineErrors.of("INVALID_PIPELINE_STAGE_METADATA", "Invalid value for " + key + ": " + value);
    }
}
