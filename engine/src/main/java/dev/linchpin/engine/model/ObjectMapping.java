package dev.linchpin.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one object type is mapped to one table.
 *
 * @param table the table's name, qualified where the database has schemas
 * @param keyColumn the primary key
 * @param hubspotIdColumn where the linked record's id is kept in the row
 * @param fields in the order of their columns, by name
 * @param identity names of the fields that say that a row and a record are the same thing, strongest first; may be empty
 */
public record ObjectMapping(
        ObjectType type,
        String table,
        String keyColumn,
        String hubspotIdColumn,
        Map<String, Field> fields,
        List<String> identity,
        Deletes deletes,
        Traits traits) {
    /** A type without any peculiarity. */
    public ObjectMapping(
            ObjectType type,
            String table,
            String keyColumn,
            String hubspotIdColumn,
            Map<String, Field> fields,
            List<String> identity,
            Deletes deletes) {
        this(type, table, keyColumn, hubspotIdColumn, fields, identity, deletes, Traits.NONE);
    }

    public ObjectMapping withTraits(Traits other) {
        return new ObjectMapping(type, table, keyColumn, hubspotIdColumn, fields, identity, deletes, other);
    }

    /**
     * @throws IllegalArgumentException when an identity field is not mapped
     */
    public ObjectMapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        identity = List.copyOf(identity);
        for (var name : identity) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException(type + " is matched by '" + name + "', which is not a mapped field");
            }
        }
    }

    /** @throws IllegalArgumentException when no such field is mapped */
    public Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type + " has no mapped field '" + name + "'");
        }
        return field;
    }

    /** Whether HubSpot finds a record by this field's value, which no other record of the type holds. */
    public boolean isUnique(String name) {
        return traits.unique().contains(name) || field(name).type() == FieldType.EMAIL;
    }

    /** Whether records of the type are found by what no other one holds. */
    public boolean hasUniqueIdentity() {
        return identity.stream().anyMatch(this::isUnique);
    }

    public List<String> properties() {
        return fields.values().stream().map(Field::property).toList();
    }
}
