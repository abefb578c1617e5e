package dev.linchpin.database.inspection;

import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.findings.DeadLetters;
import dev.linchpin.database.sql.Columns;
import dev.linchpin.database.sql.Session;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection.ConflictView;
import dev.linchpin.engine.store.Inspection.DeadLetterView;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.Page;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Open conflicts and dead letters that nobody has discarded, with the row and record that they are about. */
final class Findings {
    private static final String WHOSE = "l.object_type, l.row_key, l.hubspot_id, ";

    private final Session session;

    Findings(Session session) {
        this.session = session;
    }

    Page<ConflictView> conflicts(Filter filter, @Nullable String after, int limit) {
        var conditions = Conditions.of(filter, "l", "c.field").and("c.closed_at is null");
        if (after != null) {
            conditions.and("c.id > ?", Paging.numbers(after, 1));
        }
        return Paging.page(
                conflicts(conditions, limit + 1),
                limit,
                view -> String.valueOf(view.conflict().id()),
                view -> view);
    }

    Optional<ConflictView> conflict(long id) {
        return conflicts(new Conditions().and("c.id = ?", id).and("c.closed_at is null"), 1).stream()
                .findFirst();
    }

    List<ConflictView> conflictsOf(long linkId) {
        return conflicts(new Conditions().and("c.link_id = ?", linkId).and("c.closed_at is null"), Integer.MAX_VALUE);
    }

    private List<ConflictView> conflicts(Conditions conditions, int limit) {
        return session.query(
                "select " + WHOSE + Conflicts.COLUMNS + " from $conflict c join $link l on l.id = c.link_id"
                        + conditions.where() + " order by c.id limit ?",
                row -> new ConflictView(new ObjectType(row.text(1)), row(row), record(row), Conflicts.read(row, 4)),
                conditions.argumentsAnd(limit));
    }

    Page<DeadLetterView> deadLetters(Filter filter, @Nullable String after, int limit) {
        var conditions = Conditions.of(filter, "l", "d.field").and("not d.discarded");
        if (after != null) {
            conditions.and("d.id > ?", Paging.numbers(after, 1));
        }
        return Paging.page(
                deadLetters(conditions, limit + 1),
                limit,
                view -> String.valueOf(view.letter().id()),
                view -> view);
    }

    Optional<DeadLetterView> deadLetter(long id) {
        return deadLetters(new Conditions().and("d.id = ?", id), 1).stream().findFirst();
    }

    List<DeadLetterView> deadLettersOf(long linkId) {
        return deadLetters(new Conditions().and("d.link_id = ?", linkId).and("not d.discarded"), Integer.MAX_VALUE);
    }

    private List<DeadLetterView> deadLetters(Conditions conditions, int limit) {
        return session.query(
                "select " + WHOSE + DeadLetters.COLUMNS + " from $dead_letter d join $link l on l.id = d.link_id"
                        + conditions.where() + " order by d.id limit ?",
                row -> new DeadLetterView(new ObjectType(row.text(1)), row(row), record(row), DeadLetters.read(row, 4)),
                conditions.argumentsAnd(limit));
    }

    private static @Nullable RowKey row(Columns row) throws SQLException {
        var key = row.textOrNull(2);
        return key == null ? null : new RowKey(key);
    }

    private static @Nullable HubSpotId record(Columns row) throws SQLException {
        var id = row.textOrNull(3);
        return id == null ? null : new HubSpotId(id);
    }
}
