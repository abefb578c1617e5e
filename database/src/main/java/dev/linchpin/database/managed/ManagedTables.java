package dev.linchpin.database.managed;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.rows.MappedTable;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Makes the tables of mappings that leave that to Linchpin, and adds columns that are missing; nothing is ever dropped or
 * changed. Thread-safe.
 */
public final class ManagedTables {
    private final Transactions transactions;
    private final MappedTables tables;

    public ManagedTables(Transactions transactions, MappedTables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    /**
     * What {@link #apply} would do; empty when everything is there.
     *
     * @throws DatabaseException when a table is there that cannot be used, or a column cannot be named so
     */
    public List<Step> plan(Collection<ObjectMapping> mappings) {
        return transactions.read(session -> plan(session, mappings));
    }

    /**
     * Does what is missing, all or nothing, and answers what that was.
     *
     * @throws DatabaseException as {@link #plan}, or when this role may not make tables
     */
    public List<Step> apply(Collection<ObjectMapping> mappings) {
        var steps = transactions.write(session -> {
            var needed = plan(session, mappings);
            var verbatim = session.verbatim();
            needed.forEach(step -> verbatim.execute(step.sql()));
            return needed;
        });
        tables.forget();
        return steps;
    }

    private static List<Step> plan(Session session, Collection<ObjectMapping> mappings) {
        var steps = new ArrayList<Step>();
        for (var mapping : mappings) {
            if (mapping.layout().managed()) {
                check(mapping, session.dialect());
                steps.addAll(new TablePlan(session, mapping).steps());
            }
        }
        for (var mapping : mappings) {
            for (var edge : mapping.edges()) {
                var to = mappings.stream()
                        .filter(other -> other.type().equals(edge.to()))
                        .findFirst();
                if (edge.holder() instanceof EdgeMapping.Holder.Table table && to.isPresent()) {
                    var plan = new EdgeTablePlan(session, mapping, table, to.get()).steps();
                    steps.addAll(plan);
                    if (!plan.isEmpty()) {
                        steps.addAll(ForgottenEdges.of(session.dialect(), mapping, edge));
                    }
                }
            }
        }
        return steps;
    }

    private static void check(ObjectMapping mapping, Dialect dialect) {
        var names = new HashSet<>(List.of(MappedTable.SYNCED_AT, MappedTable.DELETED_AT));
        mapping.layout().neededColumns().forEach(column -> names.add(column.toLowerCase(Locale.ROOT)));
        for (var field : mapping.columns()) {
            if (!names.add(field.column().toLowerCase(Locale.ROOT))) {
                throw new DatabaseException("Two columns of the table '" + mapping.table() + "' would be named '"
                        + field.column() + "'; give the field '" + field.name() + "' another column");
            }
            if (field.column().getBytes(StandardCharsets.UTF_8).length > dialect.longestName()) {
                throw new DatabaseException("The column '" + field.column() + "' of the table '" + mapping.table()
                        + "' has a name of more than " + dialect.longestName() + " bytes; give the field '"
                        + field.name() + "' a shorter one");
            }
        }
    }
}
