package dev.linchpin.database.rows;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements that make changes, as few as possible, and the reading back of what they made. */
final class RowStatements {
    /** The products' bounds are 32,766 (SQLite) and 65,535 (PostgreSQL). */
    private static final int MOST_PARAMETERS = 30_000;

    /** Always three digits of fraction, so that stamps kept as text sort. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Session session;
    private final MappedTable table;
    private final Rows rows;
    private final String stamp;

    RowStatements(Session session, MappedTable table, Instant now) {
        this.session = session.verbatim();
        this.table = table;
        this.rows = new Rows(session, table);
        this.stamp = STAMP.format(now);
    }

    /**
     * Makes all changes and answers them in the same order with the rows as they read back.
     *
     * @throws NotDone when one of them had no effect
     */
    List<WrittenRow> run(List<RowChange> changes) {
        var inserts = new LinkedHashMap<Group, List<Integer>>();
        var updates = new LinkedHashMap<Group, List<RowChange.Update>>();
        var deletions = new ArrayList<RowKey>();
        var markings = new ArrayList<RowKey>();
        var restored = new ArrayList<RowKey>();
        for (int index = 0; index < changes.size(); index++) {
            switch (changes.get(index)) {
                case RowChange.Insert insert ->
                    inserts.computeIfAbsent(inserted(insert.values()), _ -> new ArrayList<>())
                            .add(index);
                case RowChange.Update update ->
                    updates.computeIfAbsent(group(update.values(), update.record() != null), _ -> new ArrayList<>())
                            .add(update);
                case RowChange.Delete delete -> deletions.add(delete.key());
                case RowChange.MarkDeleted mark -> markings.add(mark.key());
                case RowChange.MarkRestored mark -> restored.add(mark.key());
            }
        }
        var asTheyWere = rows.of(deletions);
        var keys = new HashMap<Integer, RowKey>();
        inserts.forEach((group, indexes) -> keys.putAll(insert(group, indexes, changes)));
        updates.forEach(this::update);
        mark(markings, stamp);
        if (table.has(MappedTable.DELETED_AT)) {
            mark(restored, null);
        }
        delete(deletions);
        return readBack(changes, keys, asTheyWere);
    }

    /**
     * Columns that stay empty when left out are written as empty, so that rows with different blanks need but one statement.
     */
    private Group inserted(Map<String, Value> values) {
        var named = group(values, true);
        return new Group(
                table.fields().stream()
                        .filter(field -> named.fields().contains(field)
                                || !table.column(field.column()).filled())
                        .toList(),
                true);
    }

    private Group group(Map<String, Value> values, boolean withRecord) {
        values.keySet().forEach(table.mapping()::field);
        return new Group(
                table.fields().stream()
                        .filter(field -> values.containsKey(field.name()))
                        .toList(),
                withRecord);
    }

    /** The new rows' keys by the index of their change. */
    private Map<Integer, RowKey> insert(Group group, List<Integer> indexes, List<RowChange> changes) {
        var keys = new HashMap<Integer, RowKey>();
        var columns = columns(group);
        var most = MOST_PARAMETERS / columns.size();
        for (int from = 0; from < indexes.size(); from += most) {
            keys.putAll(
                    insertSome(group, columns, indexes.subList(from, Math.min(from + most, indexes.size())), changes));
        }
        return keys;
    }

    private Map<Integer, RowKey> insertSome(
            Group group, List<String> columns, List<Integer> indexes, List<RowChange> changes) {
        var arguments = new ArrayList<@Nullable Object>();
        var byRecord = new HashMap<String, Integer>();
        for (var index : indexes) {
            var insert = (RowChange.Insert) changes.get(index);
            bind(group, insert.values(), insert.record().value(), arguments);
            byRecord.put(insert.record().value(), index);
        }
        var dialect = session.dialect();
        var row = "(" + "?, ".repeat(columns.size() - 1) + "?)";
        var sql = "insert into " + table.name() + " ("
                + String.join(", ", columns.stream().map(dialect::quote).toList()) + ") values "
                + row + (", " + row).repeat(indexes.size() - 1) + " returning "
                + dialect.asText(dialect.quote(table.mapping().keyColumn())) + ", "
                + dialect.asText(dialect.quote(table.mapping().hubspotIdColumn()));
        record Inserted(String key, @Nullable String record) {}
        var inserted = session.query(
                sql, columnsOf -> new Inserted(columnsOf.text(1), columnsOf.textOrNull(2)), arguments.toArray());
        if (inserted.size() != indexes.size()) {
            throw new NotDone("The database did not insert the row, without saying why; look at the table's triggers");
        }
        var keys = new HashMap<Integer, RowKey>();
        for (var one : inserted) {
            // Several products promise no order for what an insert returns, so rows are told apart by their record.
            var index = indexes.size() == 1 ? indexes.getFirst() : byRecord.remove(one.record());
            if (index == null) {
                throw new NotDone("The database did not keep the row's HubSpot id; look at the table's triggers");
            }
            keys.put(index, new RowKey(one.key()));
        }
        return keys;
    }

    private List<String> columns(Group group) {
        var columns = new ArrayList<>(group.fields().stream().map(Field::column).toList());
        if (group.withRecord()) {
            columns.add(table.mapping().hubspotIdColumn());
        }
        if (table.has(MappedTable.SYNCED_AT)) {
            columns.add(MappedTable.SYNCED_AT);
        }
        return columns;
    }

    /** Adds the parameters of {@link #columns}. */
    private void bind(
            Group group, Map<String, Value> values, @Nullable String record, List<@Nullable Object> arguments) {
        for (var field : group.fields()) {
            arguments.add(table.parameter(field, values.getOrDefault(field.name(), Value.BLANK)));
        }
        if (group.withRecord()) {
            arguments.add(record);
        }
        if (table.has(MappedTable.SYNCED_AT)) {
            arguments.add(stamp);
        }
    }

    private void update(Group group, List<RowChange.Update> updates) {
        var columns = columns(group);
        if (columns.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<@Nullable Object[]>();
        for (var update : updates) {
            var parameters = new ArrayList<@Nullable Object>();
            var record = update.record();
            bind(group, update.values(), record == null ? null : record.value(), parameters);
            parameters.add(update.key().value());
            arguments.add(parameters.toArray());
        }
        var assignments = String.join(
                ", ",
                columns.stream()
                        .map(column -> session.dialect().quote(column) + " = ?")
                        .toList());
        changeEach("update " + table.name() + " as t set " + assignments, arguments);
    }

    private void mark(List<RowKey> keys, @Nullable String deletedAt) {
        if (keys.isEmpty()) {
            return;
        }
        if (!table.has(MappedTable.DELETED_AT)) {
            throw new NotDone("The table has no column " + MappedTable.DELETED_AT + " to mark the row with");
        }
        changeEach(
                "update " + table.name() + " as t set " + session.dialect().quote(MappedTable.DELETED_AT) + " = ?",
                keys.stream()
                        .map(key -> new @Nullable Object[] {deletedAt, key.value()})
                        .toList());
    }

    private void delete(List<RowKey> keys) {
        changeEach(
                "delete from " + table.name() + " as t",
                keys.stream().map(key -> new @Nullable Object[] {key.value()}).toList());
    }

    private void changeEach(String sql, List<@Nullable Object[]> arguments) {
        for (var count : session.updateEach(sql + " where " + table.key() + " = ?", arguments)) {
            if (count != 1) {
                throw new NotDone(
                        "The database did not change the row, without saying why; look at the table's triggers");
            }
        }
    }

    private List<WrittenRow> readBack(
            List<RowChange> changes, Map<Integer, RowKey> inserted, Map<RowKey, Row> asTheyWere) {
        var keys = new HashSet<RowKey>(inserted.values());
        for (var change : changes) {
            switch (change) {
                case RowChange.Insert _, RowChange.Delete _ -> {}
                case RowChange.Update update -> keys.add(update.key());
                case RowChange.MarkDeleted mark -> keys.add(mark.key());
                case RowChange.MarkRestored mark -> keys.add(mark.key());
            }
        }
        var found = rows.of(keys);
        var written = new ArrayList<WrittenRow>(changes.size());
        for (int index = 0; index < changes.size(); index++) {
            var change = changes.get(index);
            var row = switch (change) {
                case RowChange.Insert _ -> found.get(Objects.requireNonNull(inserted.get(index)));
                case RowChange.Update update -> found.get(update.key());
                case RowChange.MarkDeleted mark -> found.get(mark.key());
                case RowChange.MarkRestored mark -> found.get(mark.key());
                case RowChange.Delete delete -> asTheyWere.get(delete.key());
            };
            if (row == null) {
                throw new NotDone("The row is not there after the write; look at the table's triggers");
            }
            written.add(new WrittenRow(change, row));
        }
        return written;
    }
}
