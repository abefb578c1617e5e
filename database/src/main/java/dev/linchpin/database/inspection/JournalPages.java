package dev.linchpin.database.inspection;

import dev.linchpin.database.journal.Journal;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection.JournalFilter;
import dev.linchpin.engine.store.Inspection.JournalView;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.JournalEntry.Action;
import org.jspecify.annotations.Nullable;

/** The journal, newest first. What is rare in it has indices of its own, whose conditions are repeated word by word. */
final class JournalPages {
    private static final String RARE_ACTION = "j.action <> 'UPDATE'";
    private static final String RARE_CAUSE = "j.cause in ('PERSON', 'RETRY', 'RECONCILIATION', 'AUDIT')";

    private final Session session;

    JournalPages(Session session) {
        this.session = session;
    }

    Page<JournalView> page(JournalFilter filter, @Nullable String after, int limit) {
        var conditions = conditions(filter);
        if (after != null) {
            var position = Paging.numbers(after, 2);
            // The first alone tells every product where in the index to begin.
            conditions.and("j.at <= ?", position[0]).and("(j.at, j.id) < (?, ?)", position);
        }
        var entries = session.query(
                "select j.id, " + Journal.COLUMNS + " from $sync_log j" + conditions.where()
                        + " order by j.at desc, j.id desc limit ?",
                row -> new JournalView(row.number(1), Journal.read(row, 2)),
                conditions.argumentsAnd(limit + 1));
        return Paging.page(entries, limit, view -> view.entry().at().toEpochMilli() + "-" + view.id(), view -> view);
    }

    private static Conditions conditions(JournalFilter filter) {
        var conditions = Conditions.of(filter.about(), "j", "j.field");
        if (filter.side() != null) {
            conditions.and("j.side = ?", filter.side().name());
        }
        if (filter.action() != null) {
            conditions.and("j.action = ?", filter.action().name());
            if (filter.action() != Action.UPDATE) {
                conditions.and(RARE_ACTION);
            }
        }
        if (filter.cause() != null) {
            conditions.and("j.cause = ?", filter.cause().name());
            if (isRare(filter.cause())) {
                conditions.and(RARE_CAUSE);
            }
        }
        if (filter.from() != null) {
            conditions.and("j.at >= ?", filter.from());
        }
        if (filter.to() != null) {
            conditions.and("j.at < ?", filter.to());
        }
        return conditions;
    }

    private static boolean isRare(Cause cause) {
        return switch (cause) {
            case PERSON, RETRY, RECONCILIATION, AUDIT -> true;
            case WEBHOOK, SQL, POLL, LOAD -> false;
        };
    }
}
