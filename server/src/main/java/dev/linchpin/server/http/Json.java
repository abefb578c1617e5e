package dev.linchpin.server.http;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON: snake_case names, ISO-8601 times. Thread-safe. */
public final class Json {
    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public byte[] write(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    public ObjectNode object() {
        return mapper.createObjectNode();
    }

    /** @throws ProblemException saying at which line and column the text stops being JSON */
    public JsonNode read(byte[] body) {
        try {
            var node = mapper.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw ProblemDetails.badRequest("missing_body", "The request needs a JSON body.")
                        .asException();
            }
            return node;
        } catch (JacksonException malformed) {
            var location = malformed.getLocation();
            var line = location == null ? 1 : location.getLineNr();
            var column = location == null ? 1 : location.getColumnNr();
            throw ProblemDetails.badRequest(
                            "malformed_json",
                            "The body is not valid JSON: it goes wrong at line " + line + ", column " + column + ".")
                    .with("line", line)
                    .with("column", column)
                    .asException();
        }
    }

    /** @throws ProblemException unless the body is one JSON object */
    public ObjectNode readObject(byte[] body) {
        if (read(body) instanceof ObjectNode object) {
            return object;
        }
        throw ProblemDetails.badRequest("not_an_object", "The body must be one JSON object.")
                .asException();
    }
}
