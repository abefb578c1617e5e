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

/** Makes the reference tables. Thread-safe. */
public final class ReferenceTables {
    static final String SYNCED_AT = "synced_at";

    private final Transactions transactions;

    public ReferenceTables(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The table's name, qualified where the database has schemas, before quoting. */
    public static String name(Dialect dialect, ReferenceTable table) {
        return dialect.managedTable(new ObjectType(table.name()));
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
        var missing = table.columns().keySet().stream()
                .filter(column -> !present.containsKey(column))
                .toList();
        if (!missing.isEmpty() || !present.containsKey(SYNCED_AT)) {
            throw new DatabaseException(
                    "There is a table '" + name + "' already that Linchpin did not make, where it would"
                            + " keep what HubSpot has of the name: rename it, or leave it out of 'reference'");
        }
        return List.of();
    }

    private static String creation(Dialect dialect, String name, ReferenceTable table) {
        var columns = table.columns().entrySet().stream()
                .map(column -> dialect.quote(column.getKey()) + " " + dialect.columnType(column.getValue())
                        + (table.key().contains(column.getKey()) ? " not null" : ""))
                .collect(Collectors.joining(", "));
        var key = table.key().stream().map(dialect::quote).collect(Collectors.joining(", "));
        return "create table " + dialect.table(name) + " (" + columns + ", " + dialect.quote(SYNCED_AT) + " "
                + dialect.stampType() + ", primary key (" + key + "))";
    }
}
