package dev.linchpin.database.rows;

import dev.linchpin.database.sql.Session;
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
    /** The products' bounds are 32,766 (SQLite) and 65,535 (PostgreSQL); MariaDB has none for what the driver writes out. */
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
                                || !(field.place().isInDocument()
                                        || table.column(field.column()).filled()))
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

    private Targets targets(Group group) {
        return new Targets(table, session.dialect(), group.fields(), group.withRecord(), table.isStamped());
    }

    /** The new rows' keys by the index of their change. */
    private Map<Integer, RowKey> insert(Group group, List<Integer> indexes, List<RowChange> changes) {
        var keys = new HashMap<Integer, RowKey>();
        var targets = targets(group);
        // Rows that keep no HubSpot id cannot be told apart once they are inserted together.
        var most = table.hubspotIdText() == null ? 1 : MOST_PARAMETERS / targets.parameters();
        for (int from = 0; from < indexes.size(); from += most) {
            keys.putAll(insertSome(targets, indexes.subList(from, Math.min(from + most, indexes.size())), changes));
        }
        return keys;
    }

    private Map<Integer, RowKey> insertSome(Targets targets, List<Integer> indexes, List<RowChange> changes) {
        var arguments = new ArrayList<@Nullable Object>();
        var byRecord = new HashMap<String, Integer>();
        for (var index : indexes) {
            var insert = (RowChange.Insert) changes.get(index);
            targets.bind(insert.values(), insert.record(), stamp, arguments);
            byRecord.put(insert.record().value(), index);
        }
        var sql = "insert into " + table.name() + targets.insertion(indexes.size()) + " returning " + table.newKeyText()
                + ", " + table.newHubspotIdText();
        record Inserted(@Nullable String key, @Nullable String record) {}
        var inserted = session.query(
                sql, columns -> new Inserted(columns.textOrNull(1), columns.textOrNull(2)), arguments.toArray());
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
            if (one.key() == null) {
                throw new NotDone("The row would have no "
                        + String.join(", ", table.mapping().layout().key())
                        + ", by which rows are told apart: map a property to it, or let the database generate it");
            }
            keys.put(index, new RowKey(one.key()));
        }
        return keys;
    }

    private void update(Group group, List<RowChange.Update> updates) {
        var targets = targets(group);
        if (targets.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<@Nullable Object[]>();
        for (var update : updates) {
            var parameters = new ArrayList<@Nullable Object>();
            targets.bind(update.values(), update.record(), stamp, parameters);
            parameters.addAll(table.keyArguments(update.key().value()));
            arguments.add(parameters.toArray());
        }
        changeEach("update " + table.name() + " as t set " + targets.assignments(), arguments);
    }

    private void mark(List<RowKey> keys, @Nullable String deletedAt) {
        if (keys.isEmpty()) {
            return;
        }
        if (!table.has(MappedTable.DELETED_AT)) {
            throw new NotDone("The table has no column " + MappedTable.DELETED_AT + " to mark the row with");
        }
        var arguments = new ArrayList<@Nullable Object[]>();
        for (var key : keys) {
            var parameters = new ArrayList<@Nullable Object>();
            parameters.add(table.stamp(MappedTable.DELETED_AT, deletedAt));
            parameters.addAll(table.keyArguments(key.value()));
            arguments.add(parameters.toArray());
        }
        changeEach(
                "update " + table.name() + " as t set " + session.dialect().quote(MappedTable.DELETED_AT) + " = ?",
                arguments);
    }

    private void delete(List<RowKey> keys) {
        changeEach(
                session.dialect().deletion(table.name()),
                keys.stream()
                        .<@Nullable Object[]>map(
                                key -> table.keyArguments(key.value()).toArray())
                        .toList());
    }

    private void changeEach(String sql, List<@Nullable Object[]> arguments) {
        for (var count : session.updateEach(sql + " where " + table.hasKey(), arguments)) {
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
                case RowChange.Update update -> keys.add(table.keyAfter(update.key(), update.values()));
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
                case RowChange.Update update -> found.get(table.keyAfter(update.key(), update.values()));
                case RowChange.MarkDeleted mark -> found.get(mark.key());
                case RowChange.MarkRestored mark -> found.get(mark.key());
                case RowChange.Delete delete -> asTheyWere.get(delete.key());
            };
            if (row == null) {
                throw new NotDone("The row is not there after the write; look at the table's triggers");
            }
            checkDocuments(change, row);
            written.add(new WrittenRow(change, row));
        }
        return written;
    }

    /** Several products leave a document alone that holds something other than members on the way to the place. */
    private void checkDocuments(RowChange change, Row row) {
        var values = switch (change) {
            case RowChange.Insert insert -> insert.values();
            case RowChange.Update update -> update.values();
            case RowChange.Delete _, RowChange.MarkDeleted _, RowChange.MarkRestored _ -> Map.<String, Value>of();
        };
        for (var field : table.fields()) {
            var value = values.getOrDefault(field.name(), Value.BLANK);
            if (field.place().isInDocument()
                    && !value.isBlank()
                    && row.value(field.name()).isBlank()) {
                throw new NotDone("The document took no value at " + field.place()
                        + "; look at what it holds on the way there, and at the table's triggers");
            }
        }
    }
}
