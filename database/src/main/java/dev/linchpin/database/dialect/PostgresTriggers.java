package dev.linchpin.database.dialect;

import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The capture's triggers on PostgreSQL. What they call runs with the rights of Linchpin's role: for rows a {@linkplain
 * PostgresRowFunction function of the table's own}, for the others those that the migrations made, which are told by arguments
 * what to look at.
 */
final class PostgresTriggers {
    static final String ROWS = "linchpin_capture";
    private static final String TRUNCATE = "linchpin_capture_truncate";
    private static final String EDGES = "linchpin_capture_edge";
    private static final String EDGES_TRUNCATE = "linchpin_capture_edge_truncate";

    private PostgresTriggers() {}

    /**
     * The columns of a composite key are told in one text, like its parts.
     *
     * @param scope columns that decide whether a row is in scope, mapped ones left out
     */
    static List<Trigger> of(ObjectMapping mapping, List<String> scope, String table, Map<String, Column> columns) {
        var function = PostgresRowFunction.of(mapping, scope, columns);
        var create = create(table, ROWS, "after insert or update or delete", "row", function.fullName(), List.of());
        var key =
                List.of(mapping.type().name(), RowKey.of(mapping.layout().key()).value());
        return List.of(
                new Trigger(
                        table,
                        ROWS,
                        function.name() + "O",
                        function.digest(),
                        function.create() + ";\n" + create,
                        function.create(),
                        drop(ROWS, table),
                        false),
                trigger(table, TRUNCATE, "before truncate", "statement", "capture_truncate", key));
    }

    /** The triggers on a table that holds edges of the type. */
    static List<Trigger> of(ObjectType type, EdgeMapping.Holder.Table edges, String table) {
        var label = edges.labelColumn() == null ? "" : edges.labelColumn();
        var columns = List.of(type.name(), edges.fromColumn(), edges.toColumn(), label);
        return List.of(
                trigger(table, EDGES, "after insert or update or delete", "row", "capture_edge", columns),
                trigger(table, EDGES_TRUNCATE, "before truncate", "statement", "capture_edge_truncate", columns));
    }

    private static Trigger trigger(
            String table, String name, String event, String level, String function, List<String> arguments) {
        var create = create(table, name, event, level, "linchpin." + function, arguments);
        // The catalogue ends each argument with a zero byte, and says O for a trigger that is switched on as created.
        var definition = arguments.stream()
                        .map(argument -> HexFormat.of().formatHex(argument.getBytes(StandardCharsets.UTF_8)) + "00")
                        .collect(Collectors.joining())
                + "O";
        return new Trigger(table, name, definition, create, drop(name, table));
    }

    private static String create(
            String table, String name, String event, String level, String function, List<String> arguments) {
        return "create trigger " + name + " " + event + " on " + table + " for each " + level + " execute function "
                + function
                + arguments.stream().map(Quoting::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String drop(String name, String table) {
        return "drop trigger " + name + " on " + table;
    }

    static List<Trigger> installed(Connection connection) throws SQLException {
        var triggers = new ArrayList<Trigger>();
        try (var statement = connection.prepareStatement("""
                select n.nspname || '.' || c.relname, t.tgname,
                    case when t.tgname = ? then p.proname else encode(t.tgargs, 'hex') end || t.tgenabled::text,
                    case when t.tgname = ? then md5(p.prosrc) else '' end,
                    not (pg_has_role(c.relowner, 'USAGE') and pg_has_role(p.proowner, 'USAGE'))
                from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
                    join pg_proc p on p.oid = t.tgfoid
                where t.tgname in (?, ?, ?, ?) and not t.tgisinternal and t.tgparentid = 0
                """)) {
            var names = List.of(ROWS, ROWS, ROWS, TRUNCATE, EDGES, EDGES_TRUNCATE);
            for (var index = 0; index < names.size(); index++) {
                statement.setString(index + 1, names.get(index));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var table = Quoting.qualified(rows.getString(1));
                    var name = rows.getString(2);
                    var drop = drop(name, table);
                    triggers.add(new Trigger(
                            table, name, rows.getString(3), rows.getString(4), "", "", drop, rows.getBoolean(5)));
                }
            }
        }
        return triggers;
    }
}
