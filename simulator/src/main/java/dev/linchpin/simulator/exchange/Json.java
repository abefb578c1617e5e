package dev.linchpin.simulator.exchange;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this module reads and writes it. Stateless. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The strings as an array. */
    public static ArrayNode array(Collection<String> strings) {
        ArrayNode array = array();
        strings.forEach(array::add);
        return array;
    }

    /** The UTF-8 bytes of the tree. */
    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /** The UTF-8 bytes of what is written. */
    public static byte[] bytes(Consumer<JsonGenerator> writing) {
        var bytes = new ByteArrayOutputStream(1 << 15);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            writing.accept(json);
        }
        return bytes.toByteArray();
    }

    /** The text of the tree. */
    public static String text(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /**
     * Parses an object; an empty body is an empty object.
     *
     * @throws ApiException 400 if the text is no JSON object
     */
    public static ObjectNode readObject(byte[] body) {
        if (body.length == 0) {
            return object();
        }
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        throw ApiError.invalid("Invalid input JSON on line 1, column 1: expected an object")
                .exception();
    }

    private static ApiException malformed(JacksonException e) {
        var at = e.getLocation();
        return ApiError.invalid("Invalid input JSON on line " + (at == null ? 1 : at.getLineNr()) + ", column "
                        + (at == null ? 1 : at.getColumnNr()) + ": " + e.getOriginalMessage())
                .exception();
    }

    /**
     * Parses an array.
     *
     * @throws ApiException 400 if the text is no JSON array
     */
    public static ArrayNode readArray(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ArrayNode array) {
                return array;
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        throw ApiError.invalid("Invalid input JSON on line 1, column 1: expected an array")
                .exception();
    }

    /**
     * A scalar as HubSpot understands it on writes: numbers and booleans count as their text, null as null.
     *
     * @throws ApiException 400 if the node is an object or an array
     */
    public static @Nullable String scalar(JsonNode node, String name) {
        if (node.isNull()) {
            return null;
        }
        if (node.isContainer()) {
            throw ApiError.invalid("Invalid input JSON: \"" + name + "\" must be a string")
                    .exception();
        }
        return node.asString();
    }

    /** The string at a key, or null when it is absent or JSON null. */
    public static @Nullable String optionalText(JsonNode object, String key) {
        JsonNode node = object.get(key);
        return node == null || node.isNull() ? null : scalar(node, key);
    }

    /**
     * The strings of an array at a key; none when it is absent or JSON null.
     *
     * @throws ApiException 400 if something else is there
     */
    public static List<String> texts(JsonNode object, String key) {
        JsonNode node = object.get(key);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw ApiError.invalid("Invalid input JSON: \"" + key + "\" must be an array")
                    .exception();
        }
        return texts(node, key, new ArrayList<>());
    }

    private static List<String> texts(JsonNode array, String name, List<String> into) {
        for (JsonNode each : array.values()) {
            String text = scalar(each, name);
            if (text != null) {
                into.add(text);
            }
        }
        return into;
    }

    /**
     * A whole number at a key.
     *
     * @throws ApiException 400 if something else is there
     */
    public static int integer(JsonNode object, String key, int otherwise) {
        String text = optionalText(object, key);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for " + key + ": " + text).exception();
        }
    }

    /**
     * The string at a key.
     *
     * @throws ApiException 400 if it is absent
     */
    public static String requiredText(JsonNode object, String key) {
        String text = optionalText(object, key);
        if (text == null) {
            throw ApiError.invalid(
                            "Invalid input JSON on line 1, column 2. Some required fields were not set: [" + key + "]")
                    .exception();
        }
        return text;
    }
}
