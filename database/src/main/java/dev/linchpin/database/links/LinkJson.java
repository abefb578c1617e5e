package dev.linchpin.database.links;

import dev.linchpin.engine.merge.BasePair;
import dev.linchpin.engine.model.Value;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A link's maps as text: bases as {@code {"email":["local","hubspot"]}}, or {@code "email":"both"} where
 * both sides agree letter by letter, as they mostly do; times as {@code {"email":1790000000000}}.
 */
final class LinkJson {
    private static final JsonFactory JSON = new JsonFactory();

    private LinkJson() {}

    static String base(Map<String, BasePair> base) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (var entry : base.entrySet()) {
                json.writeName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, BasePair pair) {
        if (pair.local().equals(pair.hubspot())) {
            json.writeString(pair.local().text());
            return;
        }
        json.writeStartArray();
        json.writeString(pair.local().text());
        json.writeString(pair.hubspot().text());
        json.writeEndArray();
    }

    static Map<String, BasePair> base(String text) {
        var base = new HashMap<String, BasePair>();
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    var local = nextValue(json);
                    var hubspot = nextValue(json);
                    json.nextToken();
                    // Earlier versions wrote both sides always.
                    base.put(field, new BasePair(local, local.equals(hubspot) ? local : hubspot));
                } else {
                    var both = Value.of(json.getString());
                    base.put(field, new BasePair(both, both));
                }
            }
        }
        return base;
    }

    private static Value nextValue(JsonParser json) {
        json.nextToken();
        return Value.of(json.getString());
    }

    static String times(Map<String, Instant> times) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            for (var entry : times.entrySet()) {
                json.writeName(entry.getKey());
                json.writeNumber(entry.getValue().toEpochMilli());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    static Map<String, Instant> times(String text) {
        var times = new HashMap<String, Instant>();
        try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var field = json.currentName();
                json.nextToken();
                times.put(field, Instant.ofEpochMilli(json.getLongValue()));
            }
        }
        return times;
    }
}
