package dev.linchpin.database.managed;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a managed table of edges needs to be there: two keys that refer to the mapped tables and follow them, and a label. It
 * is made after the tables that it refers to, and left alone once it is there.
 */
final class EdgeTablePlan {
    private final Session session;
    private final Dialect dialect;
    private final ObjectMapping from;
    private final EdgeMapping.Holder.Table table;
    private final ObjectMapping to;

    EdgeTablePlan(Session session, ObjectMapping from, EdgeMapping.Holder.Table table, ObjectMapping to) {
        this.session = session;
        this.dialect = session.dialect();
        this.from = from;
        this.table = table;
        this.to = to;
    }

    List<Step> steps() {
        var present = describe(table.table());
        var columns = columns();
        if (!present.isEmpty()) {
            for (var column : columns) {
                if (!present.containsKey(column)) {
                    throw new DatabaseException(
                            "The table '" + table.table() + "' is there but has no column '" + column
                                    + "', as the associations of " + from.type() + " with " + to.type()
                                    + " need; name another table or other columns");
                }
            }
            return List.of();
        }
        if (!table.managed()) {
            throw new DatabaseException("There is no table '" + table.table() + "', which holds the associations of "
                    + from.type() + " with " + to.type() + "; create it, or let Linchpin make it");
        }
        var steps = new ArrayList<Step>();
        for (var before : dialect.beforeCreating(table.table())) {
            steps.add(new Step("Make room for the table " + table.table(), before));
        }
        var name = dialect.table(table.table());
        var keys = String.join(", ", columns.stream().map(dialect::quote).toList());
        var label = table.labelColumn() == null
                ? ""
                : ", " + dialect.quote(table.labelColumn()) + " " + dialect.keyColumnType(FieldType.TEXT)
                        + " not null default ''";
        steps.add(new Step(
                "Create the table " + table.table(),
                "create table " + name + " (" + key(table.fromColumn(), from) + ", " + key(table.toColumn(), to) + label
                        + ", primary key (" + keys + "))"));
        var index = "linchpin_" + table.table().substring(table.table().indexOf('.') + 1) + "_" + table.toColumn();
        steps.add(new Step(
                "Make the table " + table.table() + " searchable from its other end",
                "create index " + dialect.quote(index.substring(0, Math.min(index.length(), dialect.longestName())))
                        + " on " + name + " (" + dialect.quote(table.toColumn()) + ")"));
        return steps;
    }

    private List<String> columns() {
        var columns = new ArrayList<>(List.of(table.fromColumn(), table.toColumn()));
        if (table.labelColumn() != null) {
            columns.add(table.labelColumn());
        }
        return columns;
    }

    private String key(String column, ObjectMapping mapping) {
        var keyColumn = mapping.layout().key().getFirst();
        var referred = describe(mapping.table()).get(keyColumn);
        var type = dialect.quote(column) + " " + (referred == null ? dialect.keyType() : referred.type()) + " not null";
        // A reference would be a rule of Linchpin's on a table that is not its own.
        return !mapping.layout().managed()
                ? type
                : type + " references " + dialect.table(mapping.table()) + " (" + dialect.quote(keyColumn)
                        + ") on delete cascade on update cascade";
    }

    private Map<String, Column> describe(String name) {
        return session.ask(connection -> dialect.describe(connection, name));
    }
}
