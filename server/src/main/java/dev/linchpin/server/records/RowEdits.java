package dev.linchpin.server.records;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.rows.Rows;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Edits rows as a user's own program would, in transactions of their own, so that the triggers capture them. Every method
 * throws {@link RowRefusedException} when the database refuses the values; nothing is stored then. Thread-safe.
 */
final class RowEdits {
    private final Transactions transactions;
    private final MappedTables tables = new MappedTables();
    private final Map<ObjectType, Map<String, Column>> columns = new ConcurrentHashMap<>();

    RowEdits(Transactions transactions) {
        this.transactions = transactions;
    }

    Optional<Row> find(ObjectMapping mapping, RowKey key) {
        return transactions.read(session -> find(session, mapping, key));
    }

    /** @param values by field name; at least one */
    Row insert(ObjectMapping mapping, Map<String, Value> values) {
        return write(session -> {
            var dialect = session.dialect();
            var names = new ArrayList<String>();
            values.keySet()
                    .forEach(name -> names.add(dialect.quote(mapping.field(name).column())));
            var key = session.verbatim()
                    .query(
                            "insert into " + dialect.table(mapping.table()) + " (" + String.join(", ", names)
                                    + ") values (" + String.join(", ", Collections.nCopies(names.size(), "?"))
                                    + ") returning " + dialect.asText(dialect.quote(mapping.keyColumn())),
                            row -> row.text(1),
                            parameters(session, mapping, values).toArray());
            if (key.isEmpty()) {
                throw new RowRefusedException("A trigger of the table swallowed the row");
            }
            return require(session, mapping, new RowKey(key.getFirst()));
        });
    }

    /** The row as it reads back; empty when there is none of this key. */
    Optional<Row> update(ObjectMapping mapping, RowKey key, Map<String, Value> values) {
        return write(session -> {
            if (!isKey(session, mapping, key)) {
                return Optional.empty();
            }
            if (!values.isEmpty()) {
                var dialect = session.dialect();
                var assignments = values.keySet().stream()
                        .map(name -> dialect.quote(mapping.field(name).column()) + " = ?")
                        .toList();
                var arguments = parameters(session, mapping, values);
                arguments.add(key.value());
                session.verbatim()
                        .update(
                                "update " + dialect.table(mapping.table()) + " as t set "
                                        + String.join(", ", assignments) + " where t."
                                        + dialect.quote(mapping.keyColumn()) + " = ?",
                                arguments.toArray());
            }
            return find(session, mapping, key);
        });
    }

    /** Whether there was such a row. */
    boolean delete(ObjectMapping mapping, RowKey key) {
        return write(session -> {
            if (!isKey(session, mapping, key)) {
                return false;
            }
            var dialect = session.dialect();
            return session.verbatim()
                            .update(
                                    "delete from " + dialect.table(mapping.table()) + " as t where t."
                                            + dialect.quote(mapping.keyColumn()) + " = ?",
                                    key.value())
                    > 0;
        });
    }

    private <T> T write(Function<Session, T> work) {
        try {
            return transactions.write(work);
        } catch (DatabaseException failed) {
            var failure = failed.failure();
            var dialect = transactions.dialect();
            if (failure != null && dialect.isRefusal(failure)) {
                throw new RowRefusedException(dialect.refusal(failure));
            }
            throw failed;
        }
    }

    private Optional<Row> find(Session session, ObjectMapping mapping, RowKey key) {
        return Optional.ofNullable(
                new Rows(session, tables.of(session, mapping)).of(List.of(key)).get(key));
    }

    private Row require(Session session, ObjectMapping mapping, RowKey key) {
        return find(session, mapping, key)
                .orElseThrow(() -> new RowRefusedException("A trigger of the table removed the row at once"));
    }

    private boolean isKey(Session session, ObjectMapping mapping, RowKey key) {
        return tables.of(session, mapping).isKey(key.value());
    }

    private List<@Nullable Object> parameters(Session session, ObjectMapping mapping, Map<String, Value> values) {
        var described = columns.computeIfAbsent(
                mapping.type(),
                type -> session.ask(connection -> session.dialect().describe(connection, mapping.table())));
        var parameters = new ArrayList<@Nullable Object>();
        values.forEach((name, value) -> {
            var field = mapping.field(name);
            var column = described.get(field.column());
            if (column == null) {
                throw new DatabaseException("The table '" + mapping.table() + "' has no column '" + field.column()
                        + "' any more; restart Linchpin to have it made again");
            }
            parameters.add(session.dialect().parameter(field.type(), column, value));
        });
        return parameters;
    }
}
