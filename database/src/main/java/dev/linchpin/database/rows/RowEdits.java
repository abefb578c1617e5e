package dev.linchpin.database.rows;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.Field;
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
                    var dialect = session.dialect();
                    var fields = fields(table, values);
                    var columns = fields.stream()
                            .map(field -> dialect.quote(field.column()))
                            .toList();
                    var row = fields.isEmpty()
                            ? " default values"
                            : " (" + String.join(", ", columns) + ") values (?" + ", ?".repeat(fields.size() - 1) + ")";
                    return session.verbatim()
                            .first(
                                    "insert into " + table.name() + row + " returning "
                                            + dialect.asText(dialect.quote(mapping.keyColumn())),
                                    inserted -> new RowKey(inserted.text(1)),
                                    parameters(table, fields, values).toArray())
                            .flatMap(key -> find(session, table, key));
                })
                .orElseGet(() -> new RowWrite.Refused(SWALLOWED));
    }

    /** New values for a row; empty when there is no such row. */
    public Optional<RowWrite> update(ObjectMapping mapping, RowKey key, Map<String, Value> values) {
        return edit(mapping, (session, table) -> {
            var fields = fields(table, values);
            if (!fields.isEmpty() && table.isKey(key.value())) {
                var arguments = parameters(table, fields, values);
                arguments.add(key.value());
                var assignments = fields.stream()
                        .map(field -> session.dialect().quote(field.column()) + " = ?")
                        .toList();
                session.verbatim()
                        .update(
                                "update " + table.name() + " as t set " + String.join(", ", assignments) + " where "
                                        + table.key() + " = ?",
                                arguments.toArray());
            }
            return find(session, table, key);
        });
    }

    /** The row as it was; empty when there is no such row. */
    public Optional<RowWrite> delete(ObjectMapping mapping, RowKey key) {
        return edit(mapping, (session, table) -> {
            var row = find(session, table, key);
            if (row.isPresent()) {
                session.verbatim()
                        .update("delete from " + table.name() + " as t where " + table.key() + " = ?", key.value());
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
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            var dialect = transactions.dialect();
            if (failure == null || !dialect.isRefusal(failure)) {
                throw failed;
            }
            return Optional.of(new RowWrite.Refused(dialect.refusal(failure)));
        }
    }

    private static Optional<Row> find(Session session, MappedTable table, RowKey key) {
        return new Rows(session, table).of(List.of(key)).values().stream().findFirst();
    }

    private static List<Field> fields(MappedTable table, Map<String, Value> values) {
        return values.keySet().stream().map(table.mapping()::field).toList();
    }

    private static List<@Nullable Object> parameters(MappedTable table, List<Field> fields, Map<String, Value> values) {
        var parameters = new ArrayList<@Nullable Object>();
        for (var field : fields) {
            parameters.add(table.parameter(field, values.getOrDefault(field.name(), Value.BLANK)));
        }
        return parameters;
    }
}
