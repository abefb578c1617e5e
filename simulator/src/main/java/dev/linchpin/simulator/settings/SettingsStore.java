package dev.linchpin.simulator.settings;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** The settings in force. A change replaces them as a whole. Thread-safe. */
public final class SettingsStore {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationDeserializer()))
            .build();

    private final AtomicReference<Settings> current;

    /** Holds the settings that are in force from the start. */
    public SettingsStore(Settings initial) {
        this.current = new AtomicReference<>(initial);
    }

    /** The settings in force. */
    public Settings get() {
        return current.get();
    }

    /** Puts other settings in force. */
    public void set(Settings settings) {
        current.set(settings);
    }

    /** The settings in force as JSON, in the shape that {@link #patch} takes. */
    public JsonNode toJson() {
        return MAPPER.valueToTree(current.get());
    }

    /**
     * Changes what the JSON names and leaves the rest; objects are merged, arrays replaced.
     *
     * @throws IllegalArgumentException if a key is unknown or a value is bad; then nothing has changed
     */
    public synchronized void patch(ObjectNode changes) {
        ObjectNode merged = (ObjectNode) toJson();
        merge(merged, changes);
        try {
            current.set(MAPPER.treeToValue(merged, Settings.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "Unknown setting \"" + unknown.getPropertyName() + "\"; there are " + unknown.getKnownPropertyIds();
        }
        return e.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : e.getOriginalMessage();
    }

    private static void merge(ObjectNode into, ObjectNode changes) {
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (change.getValue() instanceof ObjectNode nested
                    && into.get(change.getKey()) instanceof ObjectNode existing) {
                merge(existing, nested);
            } else {
                into.set(change.getKey(), change.getValue());
            }
        }
    }

    private static final class DurationDeserializer extends StdDeserializer<Duration> {

        DurationDeserializer() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            return Durations.parse(parser.getValueAsString());
        }
    }
}
