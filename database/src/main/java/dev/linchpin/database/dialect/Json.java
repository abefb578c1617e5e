package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.FieldType;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** JSON as parameters and as parts of statements. */
public final class Json {
    /** What a place in a document reads as when the column holds no document at all. No text that anybody writes. */
    public static final String MALFORMED = "\uFFFE";

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** A list as one parameter for products that take JSON apart. */
    static String array(Collection<?> values) {
        return written(json -> {
            json.writeStartArray();
            for (var value : values) {
                if (value instanceof Long number) {
                    json.writeNumber(number);
                } else {
                    json.writeString(value.toString());
                }
            }
            json.writeEndArray();
        });
    }

    /** Composite keys as one parameter: an array of the arrays of their parts. */
    public static String keys(Collection<List<String>> keys) {
        return keys.stream().map(Json::array).collect(Collectors.joining(",", "[", "]"));
    }

    /** What is put into a document for a text: a number, a truth value, null for nothing, else a string. */
    public static String value(FieldType type, String text) {
        if (text.isEmpty()) {
            return "null";
        }
        return switch (type) {
            case NUMBER -> isNumber(text) ? new BigDecimal(text).toString() : string(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? text : string(text);
            case TEXT, EMAIL, DOMAIN, DATE, DATETIME, ENUMERATION, OPTION_SET -> string(text);
        };
    }

    /** An object of texts, in the order of their names, so that equal ones make equal texts. */
    public static String object(Map<String, String> texts) {
        return written(json -> {
            json.writeStartObject();
            new TreeMap<>(texts).forEach(json::writeStringProperty);
            json.writeEndObject();
        });
    }

    public static String string(String text) {
        return written(json -> json.writeString(text));
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException notOne) {
            return false;
        }
    }

    private static String written(Content content) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.write(json);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json);
    }

    /** A path as SQLite and MariaDB write it, as a literal: {@code '$."web"."domain"'}. */
    static String path(List<String> names) {
        return Quoting.literal(names.stream().map(name -> ".\"" + name + '"').collect(Collectors.joining("", "$", "")));
    }
}
