package dev.linchpin.database.rows;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowWrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Edits rows of mapped tables as any other program would: each edit in a transaction of its own, which the triggers capture
 * and the engine then carries to HubSpot. Thread-safe.
 */
public final class RowEdits {
    private static final String SWALLOWED =
            "The database did not store the row, without saying why; look at the table's triggers";

    private final Transactions transactions;
    private final MappedTables tables;

    public RowEdits(Transactions transactions, MappedTables tables) {
        this.transactions = transactions;
        this.tables = tables;
    }

    public Optional<Row> find(ObjectMapping mapping, RowKey key) {
        return transactions.read(session -> find(session, tables.of(session, mapping), key));
    }

    /** A new row; columns not named get the table's defaults. */
    public RowWrite insert(ObjectMapping mapping, Map<String, Value> values) {
        return edit(mapping, (session, table) -> {
                    var targets = targets(session, table, values);
                    return session.verbatim()
                            .first(
                                    "insert into " + table.name() + targets.insertion(1) + " returning "
                                            + table.newKeyText(),
                                    inserted -> new RowKey(inserted.text(1)),
                                    parameters(targets, values).toArray())
                            .flatMap(key -> find(session, table, key));
                })
                .orElseGet(() -> new RowWrite.Refused(SWALLOWED));
    }

    /** New values for a row; empty when there is no such row. */
    public Optional<RowWrite> update(ObjectMapping mapping, RowKey key, Map<String, Value> values) {
        return edit(mapping, (session, table) -> {
            var targets = targets(session, table, values);
            if (targets.isEmpty() || !table.isKey(key.value())) {
                return find(session, table, key);
            }
            var arguments = parameters(targets, values);
            arguments.addAll(table.keyArguments(key.value()));
            session.verbatim()
                    .update(
                            "update " + table.name() + " as t set " + targets.assignments() + " where "
                                    + table.hasKey(),
                            arguments.toArray());
            return find(session, table, table.keyAfter(key, values));
        });
    }

    /** The row as it was; empty when there is no such row. */
    public Optional<RowWrite> delete(ObjectMapping mapping, RowKey key) {
        return edit(mapping, (session, table) -> {
            var row = find(session, table, key);
            if (row.isPresent()) {
                session.verbatim()
                        .update(
                                session.dialect().deletion(table.name()) + " where " + table.hasKey(),
                                table.keyArguments(key.value()).toArray());
            }
            return row;
        });
    }

    @FunctionalInterface
    private interface Edit {
        Optional<Row> make(Session session, MappedTable table);
    }

    private Optional<RowWrite> edit(ObjectMapping mapping, Edit edit) {
        try {
            Function<Session, Optional<RowWrite>> work =
                    session -> edit.make(session, tables.of(session, mapping)).map(RowWrite.Written::new);
            return transactions.write(work);
        } catch (NotDone notDone) {
            return Optional.of(new RowWrite.Refused(notDone.reason()));
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            var dialect = transactions.dialect();
            if (failure == null || !dialect.isRefusal(failure)) {
                throw failed;
            }
            var refusal = transactions.read(
                    session -> session.ask(connection -> dialect.refusal(connection, mapping.table(), failure)));
            return Optional.of(new RowWrite.Refused(refusal));
        }
    }

    private static Optional<Row> find(Session session, MappedTable table, RowKey key) {
        return new Rows(session, table).of(List.of(key)).values().stream().findFirst();
    }

    private static Targets targets(Session session, MappedTable table, Map<String, Value> values) {
        var fields = values.keySet().stream().map(table.mapping()::field).toList();
        return new Targets(table, session.dialect(), fields, false, false);
    }

    private static List<@Nullable Object> parameters(Targets targets, Map<String, Value> values) {
        var parameters = new ArrayList<@Nullable Object>();
        targets.bind(values, null, null, parameters);
        return parameters;
    }
}
