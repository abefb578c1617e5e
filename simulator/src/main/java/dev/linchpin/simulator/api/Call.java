package dev.linchpin.simulator.api;

import dev.linchpin.simulator.crm.records.Source;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call on its way to its handler.
 *
 * @param variables the variable segments of the path
 * @param app null where no token is needed
 */
public record Call(
        SimulatedRequest request,
        ApiVersion version,
        Map<String, String> variables,
        @Nullable App app) {

    /** What a variable segment of the path stands for. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable " + name);
        }
        return value;
    }

    /** Who writes. */
    public Source source() {
        if (app == null) {
            throw new IllegalStateException("A write without a token");
        }
        return Source.app(app.appId());
    }

    /**
     * The body as a JSON object.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if it is none, 415 if it says that it is something else
     */
    public ObjectNode body() {
        String contentType = request.header("content-type");
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw ApiError.of(
                            415,
                            "VALIDATION_ERROR",
                            "Content-Type " + contentType + " is not supported; send application/json")
                    .exception();
        }
        return Json.readObject(request.body());
    }

    /** The inputs of a batch call about records, of which there may be 100 (HubSpot docs, "Using object APIs"). */
    public List<JsonNode> inputs() {
        return inputs(100);
    }

    /**
     * The inputs of a batch call.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if there are too many or none are given
     */
    public List<JsonNode> inputs(int maximum) {
        JsonNode inputs = body().get("inputs");
        if (inputs == null || !inputs.isArray()) {
            throw ApiError.invalid(
                            "Invalid input JSON on line 1, column 2. Some required fields were not set: [inputs]")
                    .exception();
        }
        if (inputs.size() > maximum) {
            throw ApiError.invalid("The maximum number of inputs supported in a batch request is " + maximum
                            + ". Please reduce the number of items and try again")
                    .exception();
        }
        return List.copyOf(inputs.values());
    }

    /** A query parameter, or null; the last one if it is repeated. */
    public @Nullable String parameter(String name) {
        List<String> values = request.parameters().get(name);
        return values == null ? null : values.getLast();
    }

    /** A parameter that is a list: repeated, or separated by commas, or both. */
    public List<String> listParameter(String name) {
        var list = new ArrayList<String>();
        for (String value : request.parameters().getOrDefault(name, List.of())) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
        return list;
    }

    /** The address of this call's next page: the same with another cursor. */
    public String linkAfter(String cursor) {
        return link("after", cursor);
    }

    /** The address of this call's previous page. */
    public String linkBefore(String cursor) {
        return link("before", cursor);
    }

    private String link(String parameter, String cursor) {
        String query = Stream.of(request.query().split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("after=") && !pair.startsWith("before="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
        return base() + request.path() + "?" + query + parameter + "=" + cursor;
    }

    /** What addresses of the account begin with for this caller; empty when it named no host. */
    public String base() {
        String host = request.header("host");
        return host == null ? "" : "http://" + host;
    }

    /** Whether a query parameter is {@code true}. */
    public boolean flag(String name) {
        return Boolean.parseBoolean(parameter(name));
    }

    /**
     * A query parameter as a number.
     *
     * @throws dev.linchpin.simulator.exchange.ApiException 400 if it is none
     */
    public int intParameter(String name, int otherwise) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for " + name + ": " + value).exception();
        }
    }
}
