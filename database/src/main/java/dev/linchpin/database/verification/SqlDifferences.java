package dev.linchpin.database.verification;

import dev.linchpin.database.sql.Session;
import dev.linchpin.database.sql.Transactions;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Differences;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What checks found to differ. Thread-safe. */
record SqlDifferences(Transactions transactions) implements Differences {
    @Override
    public void found(Portion portion) {
        var isClean = portion.differing().isEmpty()
                && portion.rows().isEmpty()
                && portion.records().isEmpty();
        // As good as always: then there is nothing to write.
        if (isClean && !knowsAnyOf(portion)) {
            return;
        }
        transactions.write(session -> {
            session.update("delete from $difference where link_id $in", portion.compared());
            add(session, portion);
            return true;
        });
    }

    private boolean knowsAnyOf(Portion portion) {
        return transactions.glance(session -> session.first(
                        "select 1 from $difference where link_id $in limit 1", row -> true, portion.compared())
                .isPresent());
    }

    private static void add(Session session, Portion portion) {
        var type = portion.type().name();
        // A link may have ended meanwhile.
        session.update("""
                insert into $difference (object_type, link_id, found_at)
                select object_type, id, ? from $link where id $in order by id
                on conflict (link_id) do update set found_at = excluded.found_at
                """, portion.at(), new TreeSet<>(portion.differing()));
        session.updateEach(
                """
                insert into $difference (object_type, row_key, found_at) values (?, ?, ?)
                on conflict (object_type, row_key) do update set found_at = excluded.found_at
                """,
                portion.rows().stream()
                        .map(key -> new @Nullable Object[] {type, key.value(), portion.at()})
                        .toList());
        session.updateEach(
                """
                insert into $difference (object_type, hubspot_id, found_at) values (?, ?, ?)
                on conflict (object_type, hubspot_id) do update set found_at = excluded.found_at
                """,
                portion.records().stream()
                        .map(id -> new @Nullable Object[] {type, id.value(), portion.at()})
                        .toList());
    }

    @Override
    public void passed(ObjectType type, Scope scope, Instant began, Instant ended) {
        transactions.write(session -> {
            session.update("delete from $difference where object_type = ? and found_at < ?", type.name(), began);
            return session.update("""
                    insert into $checked (object_type, scope, ended_at) values (?, ?, ?)
                    on conflict (object_type) do update set scope = excluded.scope, ended_at = excluded.ended_at
                    """, type.name(), scope.name(), ended);
        });
    }
}
