package dev.linchpin.database.capture;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the triggers logged, within one transaction. Entries are consumed by removing exactly those that were read: their
 * numbers are drawn before they are committed, so there is no number up to which all have been seen.
 */
public final class ChangeLog {
    private final Session session;

    public ChangeLog(Session session) {
        this.session = session;
    }

    public List<CapturedChange> oldest(int limit) {
        return session.query(
                """
                select id, object_type, operation, old_key, new_key, fields, at from $change_log order by id limit ?
                """,
                row -> new CapturedChange(
                        row.number(1),
                        new ObjectType(row.text(2)),
                        CapturedChange.Operation.valueOf(row.text(3)),
                        key(row.textOrNull(4)),
                        key(row.textOrNull(5)),
                        fields(row.text(6)),
                        row.time(7)),
                limit);
    }

    /** Columns that only the scope looks at have no name here. */
    private static Set<String> fields(String text) {
        return Arrays.stream(text.split(",")).filter(name -> !name.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable RowKey key(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new RowKey(text);
    }

    public boolean isEmpty() {
        return session.first("select 1 from $change_log limit 1", row -> true).isEmpty();
    }

    /** Whether an entry is about this row, under its key of now. */
    public boolean names(ObjectType type, RowKey key) {
        return session.first(
                        "select 1 from $change_log where object_type = ? and new_key = ? limit 1",
                        row -> true,
                        type.name(),
                        key.value())
                .isPresent();
    }

    /** Those of these keys that a row was given, or had until then. */
    public Set<RowKey> rekeyed(ObjectType type, Collection<RowKey> keys) {
        var changed = new HashSet<RowKey>();
        session.query(
                        "select old_key, new_key from $change_log where object_type = ? and old_key <> new_key"
                                + " and (old_key $in or new_key $in)",
                        row -> List.of(new RowKey(row.text(1)), new RowKey(row.text(2))),
                        type.name(),
                        keys,
                        keys)
                .forEach(changed::addAll);
        return changed;
    }

    public void drop(Collection<CapturedChange> changes) {
        if (!changes.isEmpty()) {
            session.update(
                    "delete from $change_log where id $in",
                    changes.stream().map(CapturedChange::id).toList());
        }
    }
}
