package dev.linchpin.database.schema;

import dev.linchpin.database.dialect.Column;
import dev.linchpin.database.sql.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables that are there, for those who want to map one as it is. Thread-safe. */
public final class TableCatalogue {
    private final Transactions transactions;

    public TableCatalogue(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A table, or a view.
     *
     * @param columns by name
     * @param uniqueKeys sets of columns whose values are never the same in two rows
     * @param takesTriggers whether changes to it can be logged as they are made
     */
    public record Description(Map<String, Column> columns, List<Set<String>> uniqueKeys, boolean takesTriggers) {
        /** Whether these columns tell any two rows apart, as far as the database knows. */
        public boolean isUnique(List<String> key) {
            return uniqueKeys.stream().anyMatch(unique -> key.containsAll(unique));
        }
    }

    /** The names that a mapping may give. */
    public Set<String> tables() {
        return transactions.read(session -> session.ask(session.dialect()::tables));
    }

    /** Empty when there is no such table. */
    public Optional<Description> describe(String table) {
        return transactions.read(session -> {
            var dialect = session.dialect();
            var columns = session.ask(connection -> dialect.describe(connection, table));
            return columns.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Description(
                            columns,
                            session.ask(connection -> dialect.uniqueKeys(connection, table)),
                            session.ask(connection -> dialect.takesTriggers(connection, table))));
        });
    }

    /** Whether places inside of what the column holds can be mapped. */
    public boolean holdsDocuments(Column column) {
        return transactions.dialect().holdsDocuments(column);
    }
}
