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
        Deletes deletes) {
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

    /**
     * The same with these fields; the identity is what is left of it.
     */
    public ObjectMapping withFields(Map<String, Field> others) {
        return new ObjectMapping(
                type,
                table,
                keyColumn,
                hubspotIdColumn,
                others,
                identity.stream().filter(others::containsKey).toList(),
                deletes);
    }

    /** @throws IllegalArgumentException when no such field is mapped */
    public Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type + " has no mapped field '" + name + "'");
        }
        return field;
    }

    public List<String> properties() {
        return fields.values().stream().map(Field::property).toList();
    }
}
