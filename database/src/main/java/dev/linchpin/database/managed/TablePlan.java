package dev.linchpin.database.managed;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.rows.MappedTable;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What one managed table needs to be as its mapping wants it. */
final class TablePlan {
    private final Session session;
    private final Dialect dialect;
    private final ObjectMapping mapping;
    private final String table;
    private final String key;
    private final String hubspotId;

    TablePlan(Session session, ObjectMapping mapping) {
        this.session = session;
        this.dialect = session.dialect();
        this.mapping = mapping;
        this.table = dialect.table(mapping.table());
        this.key = mapping.layout().key().getFirst();
        this.hubspotId = Objects.requireNonNull(mapping.layout().hubspotId()).column();
    }

    List<Step> steps() {
        var present = session.ask(connection -> dialect.describe(connection, mapping.table()));
        var steps = new ArrayList<Step>();
        if (present.isEmpty()) {
            for (var before : dialect.beforeCreating(mapping.table())) {
                steps.add(new Step("Make room for the table " + mapping.table(), before));
            }
            steps.add(creation());
        } else {
            steps.addAll(additions(present));
            for (var edge : mapping.edges()) {
                if (edge.holder() instanceof EdgeMapping.Holder.Column(var column) && !present.containsKey(column)) {
                    steps.addAll(ForgottenEdges.of(dialect, mapping, edge));
                }
            }
        }
        steps.addAll(indexes());
        return steps;
    }

    /** All columns but the key, with their types. */
    private Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put(hubspotId, dialect.hubspotIdType());
        for (var field : mapping.fields().values()) {
            columns.put(field.column(), dialect.columnType(field.type()));
        }
        for (var edge : mapping.edges()) {
            if (edge.holder() instanceof EdgeMapping.Holder.Column(var column)) {
                columns.put(column, dialect.keyType());
            }
        }
        if (mapping.traits().whole()) {
            columns.put(SqlWholeRecords.COLUMN, dialect.jsonType());
        }
        columns.put(MappedTable.SYNCED_AT, dialect.stampType());
        columns.put(MappedTable.DELETED_AT, dialect.stampType());
        return columns;
    }

    private Step creation() {
        var columns = columns().entrySet().stream()
                .map(column -> ", " + dialect.quote(column.getKey()) + " " + column.getValue())
                .collect(Collectors.joining());
        return new Step(
                "Create the table " + mapping.table(),
                "create table " + table + " (" + dialect.quote(key) + " " + dialect.generatedKey() + columns + ")");
    }

    private List<Step> additions(Map<String, Column> present) {
        if (!present.containsKey(key)) {
            throw new DatabaseException("The table '" + mapping.table() + "' is there but has no column '"
                    + key + "' to tell its rows by; name its key column, or map " + mapping.type()
                    + " to another table");
        }
        return columns().entrySet().stream()
                .filter(column -> !present.containsKey(column.getKey()))
                .map(column -> new Step(
                        "Add the column " + column.getKey() + " to the table " + mapping.table(),
                        "alter table " + table + " add column " + dialect.quote(column.getKey()) + " "
                                + column.getValue()))
                .toList();
    }

    private List<Step> indexes() {
        var steps = new ArrayList<Step>();
        addIndex(
                steps,
                "Keep HubSpot ids unique in the table " + mapping.table(),
                hubspotId,
                name -> dialect.uniqueIndex(name, table, dialect.quote(hubspotId)));
        for (var name : mapping.identity()) {
            addIndex(
                    steps,
                    "Make the table " + mapping.table() + " searchable by " + name,
                    mapping.field(name).column(),
                    index -> matchIndex(index, mapping.field(name)));
        }
        for (var edge : mapping.edges()) {
            if (edge.holder() instanceof EdgeMapping.Holder.Column(var column)) {
                addIndex(
                        steps,
                        "Make the table " + mapping.table() + " searchable by " + edge.name(),
                        column,
                        name -> "create index " + name + " on " + table + " (" + dialect.quote(column) + ")");
            }
        }
        return steps;
    }

    private String matchIndex(String name, Field field) {
        var column = new Column(field.column(), Column.Kind.TEXT, dialect.columnType(field.type()), false, false);
        return dialect.matchIndex(name, table, field.type(), column);
    }

    private void addIndex(List<Step> steps, String description, String column, UnaryOperator<String> creation) {
        var name = indexName(column);
        if (!session.ask(connection -> dialect.hasIndex(connection, mapping.table(), name))) {
            steps.add(new Step(description, creation.apply(dialect.quote(name))));
        }
    }

    /** A name that is too long is cut and told from others by a number that follows from it. */
    private String indexName(String column) {
        var name = "linchpin_" + mapping.table().substring(mapping.table().indexOf('.') + 1) + "_" + column;
        var most = dialect.longestName();
        return name.length() <= most ? name : name.substring(0, most - 9) + "_" + Integer.toHexString(name.hashCode());
    }
}
