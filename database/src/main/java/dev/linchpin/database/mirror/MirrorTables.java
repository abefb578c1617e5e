package dev.linchpin.database.mirror;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.mirror.MirrorTable;
import dev.linchpin.engine.mirror.MirrorTableException;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a mirror's table needs to be there. A table that is there already, of an older connector, is taken over as it is:
 * columns keep their types, and what it lacks is added.
 */
final class MirrorTables {
    /** By which people look for records of these types. */
    private static final Map<ObjectType, String> LOOKED_FOR_BY =
            Map.of(ObjectType.CONTACTS, "email", ObjectType.COMPANIES, "domain");

    private final Session session;
    private final Dialect dialect;
    private final MirrorTable table;

    MirrorTables(Session session, MirrorTable table) {
        this.session = session;
        this.dialect = session.dialect();
        this.table = table;
    }

    /** @param lacking whether the table lacks rows or values once the steps are taken */
    record Plan(List<Step> steps, boolean lacking) {}

    /** @throws MirrorTableException when there is a table that cannot serve */
    Plan plan() {
        var present = session.ask(connection -> dialect.describe(connection, table.name()));
        var columns = columns();
        requireNames(columns.keySet());
        if (present.isEmpty()) {
            var steps = new ArrayList<Step>();
            dialect.beforeCreating(table.name())
                    .forEach(sql -> steps.add(new Step("Make room for the table " + table.name(), sql)));
            steps.add(new Step("Create the table " + table.name(), creation(columns)));
            steps.addAll(indexes(columns));
            return new Plan(steps, true);
        }
        requireKey(present);
        var missing = columns.keySet().stream()
                .filter(column -> !present.containsKey(column))
                .toList();
        var steps = missing.stream()
                .map(column -> new Step(
                        "Add the column " + column + " to the table " + table.name(),
                        "alter table " + dialect.table(table.name()) + " add column " + dialect.quote(column) + " "
                                + columns.get(column)))
                .collect(Collectors.toCollection(ArrayList::new));
        columns.replaceAll(
                (name, type) -> present.containsKey(name) ? present.get(name).type() : type);
        steps.addAll(indexes(columns));
        return new Plan(steps, !missing.isEmpty());
    }

    private void requireNames(Set<String> columns) {
        for (var column : columns) {
            if (column.getBytes(StandardCharsets.UTF_8).length > dialect.longestName()) {
                throw new MirrorTableException("The property '" + column + "' of " + table.type()
                        + " has a name that is too long for a column; list the properties to be mirrored without it");
            }
        }
    }

    private void requireKey(Map<String, Column> present) {
        var key = present.get(MirrorTable.ID);
        if (key == null || key.kind() == Column.Kind.UUID || isGenerated(key)) {
            throw new MirrorTableException("There is a table '" + table.name() + "' already that is no mirror of "
                    + table.type() + ": it has no column '" + MirrorTable.ID
                    + "' for HubSpot's ids. Rename it, and the mirror makes its own");
        }
    }

    /** A key that the database makes up, as in tables that are kept in step both ways. */
    private static boolean isGenerated(Column key) {
        return key.filled() || key.type().equalsIgnoreCase("integer");
    }

    /** All columns but the key, with their types. */
    private Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put(MirrorTable.HUBSPOT_ID, dialect.hubspotIdType());
        table.columns().forEach(column -> columns.put(column.name(), dialect.columnType(column.type())));
        if (table.json()) {
            columns.put(MirrorTable.PROPERTIES_JSON, dialect.jsonType());
        }
        for (var stamp : List.of(MirrorTable.SYNCED_AT, MirrorTable.CREATED_AT, MirrorTable.UPDATED_AT)) {
            columns.put(stamp, dialect.stampType());
        }
        if (table.archived() == OnRecordArchived.MARK) {
            columns.put(MirrorTable.DELETED_AT, dialect.stampType());
        }
        return columns;
    }

    private String creation(Map<String, String> columns) {
        return "create table " + dialect.table(table.name()) + " (" + dialect.quote(MirrorTable.ID) + " "
                + dialect.hubspotIdType() + " not null primary key, "
                + columns.entrySet().stream()
                        .map(column -> dialect.quote(column.getKey()) + " " + column.getValue())
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private List<Step> indexes(Map<String, String> columns) {
        var wanted = new ArrayList<>(List.of(MirrorTable.HUBSPOT_ID, table.modifiedColumn()));
        var lookedForBy = LOOKED_FOR_BY.get(table.type());
        if (lookedForBy != null && columns.containsKey(lookedForBy)) {
            wanted.add(lookedForBy);
        }
        return wanted.stream()
                .filter(column ->
                        !session.ask(connection -> dialect.hasIndex(connection, table.name(), indexName(column))))
                .map(column -> new Step(
                        "Make the table " + table.name() + " searchable by " + column,
                        dialect.index(
                                dialect.quote(indexName(column)),
                                dialect.table(table.name()),
                                dialect.quote(column),
                                columns.getOrDefault(column, ""))))
                .toList();
    }

    private String indexName(String column) {
        return "linchpin_" + table.name().substring(table.name().indexOf('.') + 1) + "_" + column;
    }
}
