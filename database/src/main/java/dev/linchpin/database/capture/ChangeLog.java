package dev.linchpin.database.capture;

import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the triggers logged, within one transaction. Entries are consumed by removing exactly those that were read: their
 * numbers are drawn before they are committed, so there is no number up to which all have been seen.
 */
public final class ChangeLog {
    private static final String ENTRIES =
            "select id, object_type, operation, old_key, new_key, fields, at from $change_log";

    /** For so many of the oldest, one of the newest. */
    private static final int NEWEST_SHARE = 10;

    private final Session session;

    public ChangeLog(Session session) {
        this.session = session;
    }

    /**
     * The oldest entries. While there are more than these, the newest come with them as far as they are plain changes of
     * rows, so that who edits a row is not behind everything that a bulk change has logged before.
     */
    public List<CapturedChange> next(int limit) {
        var oldest = session.query(ENTRIES + " order by id limit ?", ChangeLog::entry, limit);
        if (oldest.size() < limit) {
            return oldest;
        }
        var newest = session.query(
                "select * from (" + ENTRIES + " where id > ? order by id desc limit ?) newest"
                        + " where operation = 'UPDATE' and old_key = new_key order by id",
                ChangeLog::entry,
                oldest.getLast().id(),
                limit / NEWEST_SHARE);
        var all = new ArrayList<>(oldest);
        newest.stream()
                .collect(Collectors.groupingBy(CapturedChange::type))
                .forEach((type, changes) -> all.addAll(inPlace(type, changes)));
        return all;
    }

    /** Changes of rows whose keys nobody has changed meanwhile: those count in their order. */
    private List<CapturedChange> inPlace(ObjectType type, List<CapturedChange> changes) {
        var moved = rekeyed(
                type,
                changes.stream()
                        .map(CapturedChange::newKey)
                        .filter(Objects::nonNull)
                        .toList());
        return changes.stream()
                .filter(change -> !moved.contains(change.newKey()))
                .toList();
    }

    private static CapturedChange entry(Columns row) throws SQLException {
        return new CapturedChange(
                row.number(1),
                new ObjectType(row.text(2)),
                CapturedChange.Operation.valueOf(row.text(3)),
                key(row.textOrNull(4)),
                key(row.textOrNull(5)),
                fields(row.text(6)),
                row.time(7));
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
