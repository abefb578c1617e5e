package dev.linchpin.database.rows;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the capture's entries of our own writes back. The rows are locked, so entries of their keys that are newer than the
 * lock come from this transaction: either from the write itself, or from what a user's trigger made of it. The former are
 * those that name no more than what was written, of rows that read back as written; all others stay.
 */
final class OwnEntries {
    private final Session session;
    private final MappedTable table;
    private final Rows rows;

    OwnEntries(Session session, MappedTable table) {
        this.session = session;
        this.table = table;
        this.rows = new Rows(session, table);
    }

    private record Entry(
            long id,
            String operation,
            @Nullable String oldKey,
            @Nullable String newKey,
            Set<String> fields) {
        @Nullable String key() {
            return newKey == null ? oldKey : newKey;
        }
    }

    /** The number of the newest entry that can be seen; whatever this transaction adds gets a greater one. */
    long newest() {
        return session.first("select coalesce(max(id), 0) from $change_log", row -> row.number(1))
                .orElse(0L);
    }

    void takeBack(List<WrittenRow> written, long after) {
        var byKey = HashMap.<String, WrittenRow>newHashMap(written.size());
        written.forEach(made -> byKey.put(made.key().value(), made));
        var entries = session.query(
                """
                select id, operation, old_key, new_key, fields from $change_log
                where id > ? and object_type = ? and (old_key $in or new_key $in)
                """,
                row -> new Entry(
                        row.number(1),
                        row.text(2),
                        row.textOrNull(3),
                        row.textOrNull(4),
                        row.text(5).isEmpty() ? Set.of() : Set.of(row.text(5).split(","))),
                after,
                table.mapping().type().name(),
                byKey.keySet(),
                byKey.keySet());
        if (entries.isEmpty()) {
            return;
        }
        var remaining = rows.existing(written.stream()
                .filter(made -> made.change() instanceof RowChange.Delete)
                .map(WrittenRow::key)
                .toList());
        var asWritten = new IdentityHashMap<WrittenRow, Boolean>();
        var ours = new ArrayList<Long>();
        for (var entry : entries) {
            var made = byKey.get(entry.key());
            if (made != null
                    && isOurs(entry, made)
                    && asWritten.computeIfAbsent(made, one -> readsBackAsWritten(one, remaining))) {
                ours.add(entry.id());
            }
        }
        if (!ours.isEmpty()) {
            session.update("delete from $change_log where id $in", ours);
        }
    }

    private static boolean isOurs(Entry entry, WrittenRow made) {
        return switch (made.change()) {
            case RowChange.Insert insert ->
                entry.operation().equals("INSERT") || isUpdateOf(entry, made.key(), insert.values());
            case RowChange.Update update -> isUpdateOf(entry, update.key(), update.values());
            case RowChange.Delete _ -> entry.operation().equals("DELETE");
            case RowChange.MarkDeleted _, RowChange.MarkRestored _ -> false;
        };
    }

    /** @param key of the row until then; by which one it is known now is what entries are found by */
    private static boolean isUpdateOf(Entry entry, RowKey key, Map<String, Value> values) {
        return entry.operation().equals("UPDATE")
                && key.value().equals(entry.oldKey())
                && values.keySet().containsAll(entry.fields());
    }

    private boolean readsBackAsWritten(WrittenRow made, Set<RowKey> remaining) {
        return switch (made.change()) {
            // What the row holds beyond what was written came from defaults or triggers, and HubSpot lacks it.
            case RowChange.Insert insert ->
                holds(made.row(), insert.values())
                        && made.row().values().entrySet().stream()
                                .allMatch(value -> insert.values().containsKey(value.getKey())
                                        || value.getValue().isBlank());
            case RowChange.Update update -> holds(made.row(), update.values());
            case RowChange.Delete delete -> !remaining.contains(delete.key());
            case RowChange.MarkDeleted _, RowChange.MarkRestored _ -> false;
        };
    }

    private boolean holds(Row row, Map<String, Value> values) {
        return values.entrySet().stream().allMatch(value -> holds(row, value.getKey(), value.getValue()));
    }

    /** The very value, or what the column's type alone makes of it (rounding, padding). */
    private boolean holds(Row row, String name, Value written) {
        var field = table.mapping().field(name);
        var value = row.value(name);
        if (value.equals(written)) {
            return true;
        }
        var stored = field.write(written);
        return value.equals(field.read(stored))
                || rows.converted(field, stored)
                        .filter(converted -> value.equals(field.read(converted)))
                        .isPresent();
    }
}
