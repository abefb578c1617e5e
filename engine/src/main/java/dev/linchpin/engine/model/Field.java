package dev.linchpin.engine.model;

import java.util.List;
import java.util.Map;

/**
 * A mapped pair: one HubSpot property and one column.
 *
 * @param name unique within the object type; what people and the API call the field
 * @param property the HubSpot property's internal name
 * @param column the column's name in the mapped table
 * @param options what an enumeration may hold, in HubSpot's order; empty for other types, or when it is not known
 * @param label what people call the property in HubSpot
 * @param optionLabels what people call the options, by value; options without an entry are called by their value
 */
public record Field(
        String name,
        String property,
        String column,
        FieldType type,
        Direction direction,
        Policy policy,
        List<String> options,
        String label,
        Map<String, String> optionLabels) {
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

    public Field withPolicy(Policy other) {
        return new Field(name, property, column, type, direction, other, options, label, optionLabels);
    }
}
