package dev.linchpin.engine.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one object type is mapped to one table.
 *
 * @param layout the table
 * @param fields in the order of their columns, by name
 * @param columnless fields, by name, whose column the table lacks now: they wait, but what people edit in HubSpot meanwhile is
 *     not to go with a record that is archived for its row
 * @param propertyless fields, by name, whose property HubSpot lacks now, and with it their type: they wait, but what people edit
 *     in their columns meanwhile is captured, and is not to go with a row that is deleted for its record
 * @param identity names of the fields that say that a row and a record are the same thing, strongest first; may be empty
 * @param scope rows and records outside of it are left alone
 * @param edges associations that lead from this type
 * @param traits what is peculiar to the type
 */
public record ObjectMapping(
        ObjectType type,
        TableLayout layout,
        Map<String, Field> fields,
        Map<String, Field> columnless,
        Map<String, Field> propertyless,
        List<String> identity,
        Deletes deletes,
        Scope scope,
        List<EdgeMapping> edges,
        Traits traits) {
    /**
     * @throws IllegalArgumentException when an identity field is not mapped, or two edges or fields have the same name
     */
    public ObjectMapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        columnless = Collections.unmodifiableMap(new LinkedHashMap<>(columnless));
        propertyless = Collections.unmodifiableMap(new LinkedHashMap<>(propertyless));
        identity = List.copyOf(identity);
        edges = List.copyOf(edges);
        var names = new HashSet<>(fields.keySet());
        for (var edge : edges) {
            if (!names.add(edge.name())) {
                throw new IllegalArgumentException(type + " has two fields or edges named '" + edge.name() + "'");
            }
        }
        for (var name : identity) {
            if (!fields.containsKey(name)) {
                throw new IllegalArgumentException(type + " is matched by '" + name + "', which is not a mapped field");
            }
        }
    }

    /** Every field has its column and its property. */
    public ObjectMapping(
            ObjectType type,
            TableLayout layout,
            Map<String, Field> fields,
            List<String> identity,
            Deletes deletes,
            Scope scope,
            List<EdgeMapping> edges,
            Traits traits) {
        this(type, layout, fields, Map.of(), Map.of(), identity, deletes, scope, edges, traits);
    }

    /** In a table that Linchpin makes. */
    public ObjectMapping(
            ObjectType type,
            String table,
            String keyColumn,
            String hubspotIdColumn,
            Map<String, Field> fields,
            List<String> identity,
            Deletes deletes,
            Scope scope,
            List<EdgeMapping> edges,
            Traits traits) {
        this(
                type,
                TableLayout.managed(table, keyColumn, hubspotIdColumn),
                fields,
                identity,
                deletes,
                scope,
                edges,
                traits);
    }

    /** Of all rows and records, without edges or any peculiarity, in a table that Linchpin makes. */
    public ObjectMapping(
            ObjectType type,
            String table,
            String keyColumn,
            String hubspotIdColumn,
            Map<String, Field> fields,
            List<String> identity,
            Deletes deletes) {
        this(
                type,
                table,
                keyColumn,
                hubspotIdColumn,
                fields,
                identity,
                deletes,
                Scope.EVERYTHING,
                List.of(),
                Traits.NONE);
    }

    /** Of all rows and records, without edges or any peculiarity. */
    public ObjectMapping(
            ObjectType type, TableLayout layout, Map<String, Field> fields, List<String> identity, Deletes deletes) {
        this(type, layout, fields, identity, deletes, Scope.EVERYTHING, List.of(), Traits.NONE);
    }

    /** The table's name, qualified where the database has schemas. */
    public String table() {
        return layout.name();
    }

    public ObjectMapping withLayout(TableLayout other) {
        return new ObjectMapping(
                type, other, fields, columnless, propertyless, identity, deletes, scope, edges, traits);
    }

    public ObjectMapping withEdges(List<EdgeMapping> other) {
        return new ObjectMapping(
                type, layout, fields, columnless, propertyless, identity, deletes, scope, other, traits);
    }

    public ObjectMapping withTraits(Traits other) {
        return new ObjectMapping(
                type, layout, fields, columnless, propertyless, identity, deletes, scope, edges, other);
    }

    /** The same, but for these fields. */
    public ObjectMapping without(Set<String> names) {
        var others = new LinkedHashMap<>(fields);
        others.keySet().removeAll(names);
        return withFields(others);
    }

    public ObjectMapping withScope(Scope other) {
        return new ObjectMapping(
                type, layout, fields, columnless, propertyless, identity, deletes, other, edges, traits);
    }

    /**
     * The same with these fields; the identity is what is left of it.
     */
    public ObjectMapping withFields(Map<String, Field> others) {
        var left = identity.stream().filter(others::containsKey).toList();
        return new ObjectMapping(type, layout, others, columnless, propertyless, left, deletes, scope, edges, traits);
    }

    public ObjectMapping withColumnless(Map<String, Field> others) {
        return new ObjectMapping(type, layout, fields, others, propertyless, identity, deletes, scope, edges, traits);
    }

    public ObjectMapping withPropertyless(Map<String, Field> others) {
        return new ObjectMapping(type, layout, fields, columnless, others, identity, deletes, scope, edges, traits);
    }

    /** As it is for a record whose row is gone, and for which no column is needed. */
    public ObjectMapping withoutRow() {
        return withFields(shownInHubSpot()).withColumnless(Map.of());
    }

    /** The fields that a record shows: also those that the table has no column for now. */
    public Map<String, Field> shownInHubSpot() {
        var shown = new LinkedHashMap<>(fields);
        shown.putAll(columnless);
        return shown;
    }

    /**
     * What each mapped column of the table holds: the fields, and the foreign keys of edges, which are texts without a
     * property.
     */
    public List<Field> columns() {
        var columns = new ArrayList<>(fields.values());
        for (var edge : edges) {
            if (edge.holder() instanceof EdgeMapping.Holder.Column(var column)) {
                columns.add(foreignKey(edge, column));
            }
        }
        return columns;
    }

    /** Of which columns people's edits are captured: also of those that HubSpot has no property for now. */
    public List<Field> captured() {
        var captured = columns();
        captured.addAll(propertyless.values());
        return captured;
    }

    private static Field foreignKey(EdgeMapping edge, String column) {
        return new Field(edge.name(), "", column, FieldType.TEXT, edge.direction(), edge.policy());
    }

    public Optional<EdgeMapping> edge(String name) {
        return edges.stream().filter(edge -> edge.name().equals(name)).findFirst();
    }

    /** Whether an association of this kind is for this edge to hold. */
    public boolean holds(EdgeMapping edge, String kind) {
        return edge.kind() != null
                ? edge.kind().equals(kind)
                : edges.stream().noneMatch(other -> other.to().equals(edge.to()) && kind.equals(other.kind()));
    }

    /** @throws IllegalArgumentException when no such field, and no edge in a column, is mapped */
    public Field field(String name) {
        var field = fields.get(name);
        if (field == null) {
            for (var column : columns()) {
                if (column.name().equals(name)) {
                    return column;
                }
            }
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

    /** What is read of every record: the properties of the fields that it shows, and those that tell whether it is in scope. */
    public List<String> properties() {
        return Stream.concat(shownInHubSpot().values().stream().map(Field::property), scope.records().keySet().stream())
                .distinct()
                .toList();
    }
}
