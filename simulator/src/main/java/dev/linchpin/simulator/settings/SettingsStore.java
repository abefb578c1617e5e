package dev.linchpin.simulator.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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

    private final AtomicReference<State> current;
    private final State initially;
    private final List<Section<?>> sections;

    private record State(Settings general, Map<Section<?>, Record> sections) {}

    /** Holds the settings that are in force from the start: the general ones as given, the features' as standard. */
    public SettingsStore(Settings initial, List<Section<?>> sections) {
        this.sections = List.copyOf(sections);
        this.initially =
                new State(initial, sections.stream().collect(Collectors.toMap(section -> section, Section::standard)));
        this.current = new AtomicReference<>(initially);
    }

    /** The general settings in force. */
    public Settings get() {
        return current.get().general();
    }

    /**
     * A feature's settings in force.
     *
     * @throws IllegalArgumentException if the store was made without the section
     */
    public <T extends Record> T get(Section<T> section) {
        Record values = current.get().sections().get(section);
        if (values == null) {
            throw new IllegalArgumentException("The settings have no section " + section.name());
        }
        return section.type().cast(values);
    }

    /** Puts other general settings in force. */
    public synchronized void set(Settings settings) {
        current.set(new State(settings, current.get().sections()));
    }

    /** Puts the settings in force again that were so from the start. */
    public synchronized void restore() {
        current.set(initially);
    }

    /** Every setting there is. */
    public List<Setting> describe() {
        var all = new ArrayList<Setting>();
        describe("", Settings.class, MAPPER.valueToTree(initially.general()), all);
        for (Section<?> section : sections) {
            describe(section.name() + ".", section.type(), MAPPER.valueToTree(section.standard()), all);
        }
        return all;
    }

    private static void describe(String prefix, Class<? extends Record> type, JsonNode standard, List<Setting> into) {
        Map<String, String> meanings = Meanings.ofComponents(type);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            if (component.getType().isRecord()) {
                describe(prefix + name + ".", component.getType().asSubclass(Record.class), standard.path(name), into);
            } else {
                into.add(new Setting(prefix + name, standard.path(name), meanings.getOrDefault(name, "")));
            }
        }
    }

    /** The settings in force as JSON, in the shape that {@link #patch} takes. */
    public ObjectNode toJson() {
        State now = current.get();
        ObjectNode json = MAPPER.valueToTree(now.general());
        sections.forEach(section -> json.set(section.name(), MAPPER.valueToTree(get(section))));
        return json;
    }

    /**
     * Changes what the JSON names and leaves the rest; objects are merged, arrays replaced.
     *
     * @throws IllegalArgumentException if a key is unknown or a value is bad; then nothing has changed
     */
    public synchronized void patch(ObjectNode changes) {
        ObjectNode merged = MAPPER.valueToTree(get());
        List<Section<?>> touched =
                sections.stream().filter(section -> changes.has(section.name())).toList();
        touched.forEach(section -> merged.set(section.name(), MAPPER.valueToTree(get(section))));
        merge(merged, changes);
        try {
            var values = new HashMap<>(current.get().sections());
            for (Section<?> section : touched) {
                values.put(section, MAPPER.treeToValue(merged.remove(section.name()), section.type()));
            }
            current.set(new State(MAPPER.treeToValue(merged, Settings.class), Map.copyOf(values)));
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
