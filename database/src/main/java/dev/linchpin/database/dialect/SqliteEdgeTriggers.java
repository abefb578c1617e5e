package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The capture's triggers on a table that holds edges: every row that goes is an entry with an old key, every row that comes
 * one with a new key.
 */
final class SqliteEdgeTriggers {
    private SqliteEdgeTriggers() {}

    static List<Trigger> of(ObjectType type, EdgeMapping.Holder.Table table, String log) {
        var watched = Stream.of(table.fromColumn(), table.toColumn(), table.labelColumn())
                .filter(Objects::nonNull)
                .toList();
        var columns = watched.stream().map(Quoting::identifier).collect(Collectors.joining(", "));
        var differ = watched.stream().map(SqliteTriggers::differs).collect(Collectors.joining(" or "));
        var gone = entry(type, table, log, "old");
        var come = entry(type, table, log, "new");
        return List.of(
                SqliteTriggers.trigger(table.table(), "edge_insert", "after insert", "", come),
                SqliteTriggers.trigger(
                        table.table(),
                        "edge_update",
                        "after update of " + columns,
                        " when " + differ,
                        gone + "; " + come),
                SqliteTriggers.trigger(table.table(), "edge_delete", "after delete", "", gone));
    }

    private static String entry(ObjectType type, EdgeMapping.Holder.Table table, String log, String row) {
        var label = table.labelColumn() == null
                ? "''"
                : "coalesce(" + row + "." + Quoting.identifier(table.labelColumn()) + ", '')";
        return "insert into " + log + " (object_type, operation, " + row + "_key, fields, at) values ("
                + Quoting.literal(type.name()) + ", 'EDGE', " + row + "." + Quoting.identifier(table.fromColumn())
                + ", coalesce(" + row + "." + Quoting.identifier(table.toColumn()) + ", '') || '|' || " + label + ", "
                + SqliteTriggers.NOW + ")";
    }
}
