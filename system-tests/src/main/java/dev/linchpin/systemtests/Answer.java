package dev.linchpin.systemtests;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back for a request; headers are found by their names in any case. */
public record Answer(int status, Map<String, String> headers, String text) {
    private static final JsonMapper JSON = new JsonMapper();

    public JsonNode json() {
        return JSON.readTree(text);
    }

    /** As JSON text, for bodies. */
    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** The same, or an error that shows everything when it is not a success. */
    public Answer orFail() {
        if (status / 100 != 2) {
            throw new IllegalStateException("Answered " + status + ": " + text);
        }
        return this;
    }
}
