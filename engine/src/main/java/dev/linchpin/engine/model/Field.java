package dev.linchpin.engine.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapped pair: one HubSpot property and one place in a row.
 *
 * @param name unique within the object type; what people and the API call the field
 * @param property the HubSpot property's internal name
 * @param place where the mapped table's rows hold it
 * @param transform how they hold it
 * @param options what an enumeration may hold, in HubSpot's order; empty for other types, or when it is not known
 * @param label what people call the property in HubSpot
 * @param optionLabels what people call the options, by value; options without an entry are called by their value
 */
public record Field(
        String name,
        String property,
        Place place,
        Transform transform,
        FieldType type,
        Direction direction,
        Policy policy,
        List<String> options,
        String label,
        Map<String, String> optionLabels) {
    private static final String TRANSFORMED = " as ";

    public Field {
        options = List.copyOf(options);
        optionLabels = Map.copyOf(optionLabels);
    }

    /** A field whose options nobody asks for. */
    public Field(String name, String property, String column, FieldType type, Direction direction, Policy policy) {
        this(name, property, column, type, direction, policy, List.of());
    }

    /** A field that people call as programs do. */
    public Field(
            String name,
            String property,
            String column,
            FieldType type,
            Direction direction,
            Policy policy,
            List<String> options) {
        this(name, property, column, type, direction, policy, options, name, Map.of());
    }

    /** A field that a column holds as it is. */
    public Field(
            String name,
            String property,
            String column,
            FieldType type,
            Direction direction,
            Policy policy,
            List<String> options,
            String label,
            Map<String, String> optionLabels) {
        this(
                name,
                property,
                Place.ofColumn(column),
                Transform.NONE,
                type,
                direction,
                policy,
                options,
                label,
                optionLabels);
    }

    public Field withPolicy(Policy other) {
        return new Field(name, property, place, transform, type, direction, other, options, label, optionLabels);
    }

    /** The same, held elsewhere or otherwise. */
    public Field heldAt(Place other, Transform how) {
        return new Field(name, property, other, how, type, direction, policy, options, label, optionLabels);
    }

    /** The name of the column that holds the value, maybe inside a document. */
    public String column() {
        return place.column();
    }

    /** Where and how rows hold the value, as text: another text is another field to whoever remembers this one. */
    public String storage() {
        return transform.equals(Transform.NONE) ? place.toString() : place + TRANSFORMED + transform;
    }

    /** Where a {@link #storage} says that the value is. */
    public static Place placeOf(String storage) {
        var transformed = storage.lastIndexOf(TRANSFORMED);
        return Place.parse(transformed < 0 ? storage : storage.substring(0, transformed));
    }

    /**
     * The value of what a row holds.
     *
     * @throws IllegalArgumentException as {@link Transform#read}
     */
    public Value read(@Nullable String stored) {
        return transform.equals(Transform.NONE)
                ? type.read(stored)
                : type.read(transform.read(stored == null ? "" : stored));
    }

    /**
     * What a row is to hold for this value.
     *
     * @throws IllegalArgumentException as {@link Transform#write}
     */
    public String write(Value value) {
        return transform.write(value.text());
    }
}
