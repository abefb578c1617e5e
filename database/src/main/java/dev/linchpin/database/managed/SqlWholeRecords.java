package dev.linchpin.database.managed;

import dev.linchpin.database.dialect.Dialect;
import dev.linchpin.database.dialect.Json;
import dev.linchpin.database.ownership.Ownership;
import dev.linchpin.database.rows.MappedTables;
import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.store.WholeRecords;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The column {@code properties_json} of managed tables. Thread-safe. */
public final class SqlWholeRecords implements WholeRecords {
    static final String COLUMN = "properties_json";

    private final Transactions transactions;
    private final MappedTables tables;
    private final Ownership ownership;
    private final Dialect dialect;

    public SqlWholeRecords(Transactions transactions, MappedTables tables, Ownership ownership) {
        this.transactions = transactions;
        this.tables = tables;
        this.ownership = ownership;
        this.dialect = transactions.dialect();
    }

    @Override
    public List<HubSpotId> lacking(ObjectMapping mapping, int most) {
        var record = record(mapping);
        var sql = "select " + dialect.asText(record) + " from " + dialect.table(mapping.table()) + " where " + record
                + " is not null and " + dialect.quote(COLUMN) + " is null limit " + most;
        return run(session -> session.query(sql, row -> new HubSpotId(row.text(1))));
    }

    @Override
    public int keep(ObjectMapping mapping, Map<HubSpotId, Map<String, String>> properties) {
        return store(
                mapping,
                properties.entrySet().stream()
                        .map(record -> arguments(record.getKey(), Json.object(record.getValue())))
                        .toList());
    }

    @Override
    public void keepEmpty(ObjectMapping mapping, Collection<HubSpotId> records) {
        var empty = Json.object(Map.of());
        store(mapping, records.stream().map(id -> arguments(id, empty)).toList());
    }

    private static @Nullable Object[] arguments(HubSpotId record, String document) {
        return new @Nullable Object[] {document, record.value(), document};
    }

    /** Rows that hold it already are left alone. */
    private int store(ObjectMapping mapping, List<@Nullable Object[]> records) {
        var column = dialect.quote(COLUMN);
        var sql = "update " + dialect.table(mapping.table()) + " set " + column + " = ? where " + record(mapping)
                + " = ? and (" + column + " is null or " + column + " <> ?)";
        return run(session -> {
            var changed = 0;
            for (var count : session.updateEach(sql, records)) {
                changed += Math.max(0, count);
            }
            return changed;
        });
    }

    private String record(ObjectMapping mapping) {
        Place place = Objects.requireNonNull(mapping.layout().hubspotId(), "a managed table has a column for it");
        return dialect.quote(place.column());
    }

    private <T> T run(Function<Session, T> work) {
        return tables.use(
                dialect,
                () -> transactions.write(session -> {
                    ownership.check(session);
                    return work.apply(session.verbatim());
                }));
    }
}
