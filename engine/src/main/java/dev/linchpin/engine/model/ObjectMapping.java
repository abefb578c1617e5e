package dev.linchpin.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How one object type is mapped to one table.
 *
 * @param table the table's name, qualified where the database has schemas
 * @param keyColumn the primary key
 * @param hubspotIdColumn where the linked record's id is kept in the row
 * @param fields in the order of their columns, by name
 * @param identity names of the fields that say that a row and a record are the same thing, strongest first; may be empty
 * @param scope rows and records outside of it are left alone
 */
public record ObjectMapping(
        ObjectType type,
        String table,
        String keyColumn,
        String hubspotIdColumn,
        Map<String, Field> fields,
        List<String> identity,
        Deletes deletes,
        Scope scope) {
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

    /** Of all rows and records. */
    public ObjectMapping(
            ObjectType type,
            String table,
            String keyColumn,
            String hubspotIdColumn,
            Map<String, Field> fields,
            List<String> identity,
            Deletes deletes) {
        this(type, table, keyColumn, hubspotIdColumn, fields, identity, deletes, Scope.EVERYTHING);
    }

    public ObjectMapping withScope(Scope other) {
        return new ObjectMapping(type, table, keyColumn, hubspotIdColumn, fields, identity, deletes, other);
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
                deletes,
                scope);
    }

    /** @throws IllegalArgumentException when no such field is mapped */
    public Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type + " has no mapped field '" + name + "'");
        }
        return field;
    }

    /** What is read of every record: the fields' properties, and those that tell whether it is in scope. */
    public List<String> properties() {
        return Stream.concat(fields.values().stream().map(Field::property), scope.records().keySet().stream())
                .distinct()
                .toList();
    }
}
