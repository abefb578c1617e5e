package dev.linchpin.database.reference;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.managed.Step;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.ReferenceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the reference tables. Thread-safe. */
public final class ReferenceTables {
    static final String SYNCED_AT = "synced_at";
    static final String CREATED_AT = "created_at";
    static final String UPDATED_AT = "updated_at";

    private final Transactions transactions;

    public ReferenceTables(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The table's name, qualified where the database has schemas, before quoting. */
    public static String name(Dialect dialect, ReferenceTable table) {
        return table.mirrored()
                ? dialect.mirrorTable(table.name())
                : dialect.managedTable(new ObjectType(table.name()));
    }

    /** The columns that tell when a row changed. */
    static List<String> stamps(ReferenceTable table) {
        return table.mirrored() ? List.of(SYNCED_AT, CREATED_AT, UPDATED_AT) : List.of(SYNCED_AT);
    }

    /**
     * What {@link #apply} would do; empty when everything is there.
     *
     * @throws DatabaseException as {@link #apply}
     */
    public List<Step> plan(Collection<ReferenceTable> tables) {
        return transactions.read(session -> plan(session, tables));
    }

    private static List<Step> plan(Session session, Collection<ReferenceTable> tables) {
        var steps = new ArrayList<Step>();
        tables.forEach(table -> steps.addAll(steps(session, table)));
        return steps;
    }

    /**
     * Makes what is missing, all or nothing, and answers what that was.
     *
     * @throws DatabaseException when a table of the name is there that is not Linchpin's
     */
    public List<Step> apply(Collection<ReferenceTable> tables) {
        return transactions.write(session -> {
            var steps = plan(session, tables);
            var verbatim = session.verbatim();
            steps.forEach(step -> verbatim.execute(step.sql()));
            return steps;
        });
    }

    private static List<Step> steps(Session session, ReferenceTable table) {
        var dialect = session.dialect();
        var name = name(dialect, table);
        var present = session.ask(connection -> dialect.describe(connection, name));
        if (present.isEmpty()) {
            var steps = new ArrayList<Step>();
            dialect.beforeCreating(name).forEach(sql -> steps.add(new Step("Make room for the table " + name, sql)));
            steps.add(new Step("Create the table " + name, creation(dialect, name, table)));
            return steps;
        }
        var missing = Stream.concat(table.columns().keySet().stream(), stamps(table).stream())
                .filter(column -> !present.containsKey(column))
                .toList();
        if (!missing.isEmpty()) {
            throw new DatabaseException(
                    "There is a table '" + name + "' already that Linchpin did not make, where it would"
                            + " keep what HubSpot has of the name, and that lacks the column '" + missing.getFirst()
                            + "': rename it" + (table.mirrored() ? "" : ", or leave it out of 'reference'"));
        }
        return List.of();
    }

    private static String creation(Dialect dialect, String name, ReferenceTable table) {
        var columns = table.columns().entrySet().stream()
                .map(column -> dialect.quote(column.getKey()) + " "
                        + (table.key().contains(column.getKey())
                                ? dialect.keyColumnType(column.getValue()) + " not null"
                                : dialect.columnType(column.getValue())))
                .collect(Collectors.joining(", "));
        var stamps = stamps(table).stream()
                .map(column -> ", " + dialect.quote(column) + " " + dialect.stampType())
                .collect(Collectors.joining());
        var key = table.key().stream().map(dialect::quote).collect(Collectors.joining(", "));
        return "create table " + dialect.table(name) + " (" + columns + stamps + ", primary key (" + key + "))";
    }
}
