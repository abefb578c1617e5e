package dev.linchpin.engine.model;

/**
 * A mapped pair: one HubSpot property and one column.
 *
 * @param name unique within the object type; what people and the API call the field
 * @param property the HubSpot property's internal name
 * @param column the column's name in the mapped table
 */
public record Field(String name, String property, String column, FieldType type, Direction direction, Policy policy) {}
