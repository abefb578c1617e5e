package dev.linchpin.database.schema;

import dev.linchpin.database.capture.Capture;
import dev.linchpin.database.managed.ManagedTables;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.store.Tables;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mapped tables as the database's catalogue describes them. Thread-safe. */
public final class SqlTables implements Tables {
    private static final Logger log = LoggerFactory.getLogger(SqlTables.class);

    private final Transactions transactions;
    private final MappedTables tables;
    private final ManagedTables managed;
    private final Capture capture;

    public SqlTables(Transactions transactions, MappedTables tables, ManagedTables managed, Capture capture) {
        this.transactions = transactions;
        this.tables = tables;
        this.managed = managed;
        this.capture = capture;
    }

    @Override
    public Map<String, String> columns(ObjectMapping mapping) {
        var columns = new TreeMap<String, String>();
        transactions
                .read(session -> session.ask(connection -> session.dialect().describe(connection, mapping.table())))
                .forEach((name, column) -> columns.put(name, column.type()));
        return columns;
    }

    @Override
    public boolean mayGrow(ObjectMapping mapping) {
        return transactions.read(
                session -> session.ask(connection -> session.dialect().mayAlter(connection, mapping.table())));
    }

    @Override
    public Optional<String> misunderstands(ObjectMapping mapping) {
        var condition = mapping.scope().rows();
        if (condition == null) {
            return Optional.empty();
        }
        if (condition.contains(";") || condition.contains("?")) {
            return Optional.of("The condition for rows of " + mapping.type() + " may hold neither ';' nor '?'");
        }
        try {
            transactions.read(session -> session.verbatim()
                    .first(
                            "select 1 from " + session.dialect().table(mapping.table()) + " t where (" + condition
                                    + "\n) limit 1",
                            row -> true));
            return Optional.empty();
        } catch (DatabaseException misunderstood) {
            return Optional.of("The condition for rows of " + mapping.type() + " is not understood by the database: "
                    + misunderstood.getMessage());
        }
    }

    @Override
    public boolean isBlank(ObjectMapping mapping, Place place) {
        var dialect = transactions.dialect();
        var column = "t." + dialect.quote(place.column());
        var text = place.isInDocument() ? dialect.jsonText(column, place.path()) : dialect.asText(column);
        var filled = "select 1 from " + dialect.table(mapping.table()) + " t where " + text + " <> '' limit 1";
        return tables.use(
                dialect,
                () -> transactions.read(
                        session -> session.verbatim().first(filled, row -> true).isEmpty()));
    }

    @Override
    public Set<ObjectType> prepare(Collection<ObjectMapping> mappings, Map<ObjectType, Set<String>> fresh) {
        var makeable = mappings.stream()
                .map(mapping -> {
                    var fields = new LinkedHashMap<>(mapping.fields());
                    fields.keySet()
                            .removeIf(name -> !mapping.identity().contains(name)
                                    && !fresh.getOrDefault(mapping.type(), Set.of())
                                            .contains(name));
                    return mapping.withFields(fields);
                })
                .toList();
        for (var step : managed.apply(makeable)) {
            log.info("Database: {}", step.description());
        }
        return tables.use(transactions.dialect(), () -> capture.install(mappings));
    }

    @Override
    public void caughtUp(ObjectType type) {
        capture.caughtUp(type);
    }
}
