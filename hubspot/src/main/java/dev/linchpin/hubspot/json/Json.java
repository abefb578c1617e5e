package dev.linchpin.hubspot.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON trees and parsers. HubSpot leaves out, nulls and adds fields freely, so every field is read as optional. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Adds a list of texts under a name. */
    public static void putTexts(ObjectNode object, String name, Iterable<String> texts) {
        ArrayNode array = object.putArray(name);
        texts.forEach(array::add);
    }

    /**
     * For answers too large to hold as a tree.
     *
     * @throws JacksonException while reading, when it is not JSON
     */
    public static JsonParser parser(byte[] body) {
        return MAPPER.createParser(body);
    }

    /** @throws JacksonException when it is not JSON */
    public static JsonNode tree(byte[] body) {
        return MAPPER.readTree(body);
    }

    /** The text as a tree; null when it is not JSON. */
    public static @Nullable JsonNode treeOrNull(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** As {@link #tree}, but null when it is not JSON: for error bodies, which proxies answer in HTML. */
    public static @Nullable JsonNode treeOrNull(byte[] body) {
        try {
            return body.length == 0 ? null : MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** The text, number or boolean under this name as text; empty when absent, null or nested. */
    public static String text(JsonNode node, String name) {
        return text(node.path(name));
    }

    /** The text, number or boolean as text; empty for anything else. */
    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /** The texts of a list under this name; a lone value counts as a list of one. */
    public static List<String> texts(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isArray()) {
            var lone = text(value);
            return lone.isEmpty() ? List.of() : List.of(lone);
        }
        var texts = new ArrayList<String>(value.size());
        value.forEach(element -> texts.add(text(element)));
        return texts;
    }

    /** A time in any of the ways in which HubSpot writes it; null when the text is none. */
    public static @Nullable Instant instant(String text) {
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
