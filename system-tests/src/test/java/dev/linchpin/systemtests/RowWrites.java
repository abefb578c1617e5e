package dev.linchpin.systemtests;

import java.util.ArrayList;
import java.util.List;

/** Sees every write to a table, also one that changes no value: by a trigger on SQLite, by row versions on PostgreSQL. */
final class RowWrites {
    private final Table table;
    private final List<String> versions;

    private RowWrites(Table table, List<String> versions) {
        this.table = table;
        this.versions = versions;
    }

    static RowWrites watch(Table table) {
        if (!table.isOnSqlite()) {
            return new RowWrites(table, versions(table));
        }
        table.execute("create table if not exists watched (at integer primary key autoincrement, what text)");
        for (var operation : List.of("insert", "update", "delete")) {
            table.execute("create trigger if not exists watch_" + operation + " after " + operation + " on "
                    + table.name() + " begin insert into watched (what) values ('" + operation + "'); end");
        }
        table.execute("delete from watched");
        return new RowWrites(table, List.of());
    }

    private static List<String> versions(Table table) {
        return table.query("select id::text || ' ' || xmin::text as version from " + table.name()).stream()
                .map(row -> String.valueOf(row.get("version")))
                .toList();
    }

    /** What was written since; empty when nothing was. */
    List<String> seen() {
        if (table.isOnSqlite()) {
            return table.query("select what from watched").stream()
                    .map(row -> String.valueOf(row.get("what")))
                    .toList();
        }
        var now = versions(table);
        var changed = new ArrayList<>(now);
        changed.removeAll(versions);
        var gone = new ArrayList<>(versions);
        gone.removeAll(now);
        changed.addAll(gone);
        return changed;
    }
}
