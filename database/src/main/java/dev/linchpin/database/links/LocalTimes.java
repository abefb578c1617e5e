package dev.linchpin.database.links;

import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers when fields of linked rows were changed in SQL since the two sides were last in step; under an empty name, when
 * the row was inserted as a whole: a new one may find a record that somebody edited, too.
 */
public final class LocalTimes {
    private final Session session;

    public LocalTimes(Session session) {
        this.session = session;
    }

    /** When a field was last changed in SQL, by what a link remembers; null when that was not captured. */
    public static @Nullable Instant edited(String times, String field) {
        return Link.editedInSql(LinkJson.times(times), field);
    }

    /** A row whose key was changed is found by either key, so that it does not matter which is told first. */
    public void fold(Collection<CapturedChange> changes) {
        var byType = new HashMap<ObjectType, Map<String, Map<String, Instant>>>();
        for (var change : changes) {
            var fields = change.operation() == Operation.INSERT ? Set.of(Link.WHOLE_ROW) : change.fields();
            for (var key : new @Nullable RowKey[] {change.oldKey(), change.newKey()}) {
                if (key != null && !fields.isEmpty()) {
                    var times = byType.computeIfAbsent(change.type(), _ -> new HashMap<>())
                            .computeIfAbsent(key.value(), _ -> new HashMap<>());
                    fields.forEach(field -> times.merge(field, change.at(), LocalTimes::later));
                }
            }
        }
        byType.forEach(this::fold);
    }

    private void fold(ObjectType type, Map<String, Map<String, Instant>> timesByKey) {
        record Times(long id, String key, String text) {}
        var links = session.query(
                "select id, row_key, local_times from $link where object_type = ? and row_key $in order by id $locked",
                row -> new Times(row.number(1), row.text(2), row.text(3)),
                type.name(),
                timesByKey.keySet());
        var updates = new ArrayList<@Nullable Object[]>();
        for (var link : links) {
            var times = LinkJson.times(link.text());
            timesByKey
                    .getOrDefault(link.key(), Map.of())
                    .forEach((field, at) -> times.merge(field, at, LocalTimes::later));
            updates.add(new @Nullable Object[] {LinkJson.times(times), link.id()});
        }
        session.updateEach("update $link set local_times = ? where id = ?", updates);
    }

    /** What is known about a row whose half link goes up in another. */
    public void takeOver(Link into, Collection<Link> from) {
        var times = new HashMap<>(into.localTimes());
        from.forEach(link -> link.localTimes().forEach((field, at) -> times.merge(field, at, LocalTimes::later)));
        if (!times.equals(into.localTimes())) {
            session.update("update $link set local_times = ? where id = ?", LinkJson.times(times), into.id());
        }
    }

    public void forget(Link link) {
        session.update("update $link set local_times = ? where id = ?", LinkJson.times(Map.of()), link.id());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
