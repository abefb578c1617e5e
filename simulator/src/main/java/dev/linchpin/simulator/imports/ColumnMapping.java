package dev.linchpin.simulator.imports;

import dev.linchpin.simulator.crm.types.ObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a column go.
 *
 * @param columnName title of the column; null to go by position
 * @param property name of the property; null when the column holds record ids
 * @param role whether the column also says which record a row is about
 */
record ColumnMapping(
        ObjectType type,
        @Nullable String columnName,
        @Nullable String property,
        Role role) {

    /** What a column is for. */
    enum Role {
        /** A value. */
        STANDARD,
        /** The record's id. */
        HUBSPOT_OBJECT_ID,
        /** The value of a property that identifies the record. */
        HUBSPOT_ALTERNATE_ID
    }
}
